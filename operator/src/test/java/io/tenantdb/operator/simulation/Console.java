package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** People in Neon's console, who know nothing of the operator. */
final class Console {
  /** Nobody in the console is as quick as the operator's look at what it has just made. */
  private static final long EYES = 30_000;

  /** Until a process has been started in place of one that died. */
  private static final long STARTED = 60_000;

  private final World world;
  private final Chance chance;
  private final Chance templateChance;
  private final Chance roleChance;
  private final List<String> organizations;

  /** When somebody last changed the role of a branch. */
  private final Map<SimulatedBranch, Long> roleChanges = new LinkedHashMap<>();

  Console(World world, long seed, List<String> organizations) {
    this.world = world;
    this.chance = new Chance(seed, "console");
    this.roleChance = new Chance(seed, "console-roles");
    this.templateChance = new Chance(seed, "console-templates");
    this.organizations = organizations;
  }

  /** Plans what they do within so many milliseconds; mostly nothing. */
  void plan(long horizon) {
    planForTemplates(horizon);
    planForRoles(horizon);
    if (!chance.in(0.25)) {
      return;
    }
    List<Runnable> deeds =
        List.of(
            () -> withSomeBranch(this::removeEndpoint),
            () -> withSomeBranch(this::delete),
            () -> withSomeBranch(this::rename),
            () -> withSomeBranch(this::resize),
            this::addForeignBranch,
            this::addForeignBranch);
    for (int i = chance.below(4); i >= 0; i--) {
      world.agenda.in(chance.skewed(0, horizon), chance.of(deeds));
    }
  }

  /**
   * Who changed a role while no process looked does it once more: the next process can't tell what
   * a person did from what the one before it did, if the store was changed since.
   */
  void repeatWhatNobodySaw() {
    world.agenda.in(
        STARTED,
        () ->
            Map.copyOf(roleChanges).entrySet().stream()
                .filter(change -> world.hasSeenDeathSince(change.getValue()))
                .forEach(change -> setPasswordIfThere(change.getKey())));
  }

  private void planForTemplates(long horizon) {
    if (!templateChance.in(0.25)) {
      return;
    }
    List<Consumer<SimulatedBranch>> deeds =
        List.of(this::renameTemplate, this::unprotect, this::removeEndpoint, this::deleteTemplate);
    for (int i = templateChance.below(3); i >= 0; i--) {
      Consumer<SimulatedBranch> deed = templateChance.of(deeds);
      world.agenda.in(templateChance.skewed(0, horizon), () -> withSomeTemplate(deed));
    }
  }

  private void planForRoles(long horizon) {
    if (!roleChance.in(0.25)) {
      return;
    }
    for (int i = roleChance.below(3); i >= 0; i--) {
      world.agenda.in(
          roleChance.skewed(0, horizon),
          () -> {
            List<SimulatedBranch> branches =
                world
                    .neon
                    .branches()
                    .filter(SimulatedBranch::isInUse)
                    .filter(this::isSeen)
                    .toList();
            if (!branches.isEmpty()) {
              changeRole(roleChance.of(branches));
            }
          });
    }
  }

  /** A deleted role is made again by a person, as the condition asks. */
  private void changeRole(SimulatedBranch branch) {
    SimulatedProject project = world.neon.find(branch.projectId);
    noteRoleChange(branch);
    if (roleChance.in(0.5)) {
      setPassword(project, branch);
    } else if (!project.isLocked()) {
      tell("deletes the role of", branch);
      branch.database.told.remove(Sessions.ROLE);
      branch.database.accepted.remove(Sessions.ROLE);
      project.changed(branch);
      world.agenda.in(roleChance.skewed(1_000, 600_000), () -> setPassword(project, branch));
    }
  }

  private void setPasswordIfThere(SimulatedBranch branch) {
    if (world.neon.branch(branch.id).isPresent()) {
      setPassword(world.neon.find(branch.projectId), branch);
    }
  }

  private void noteRoleChange(SimulatedBranch branch) {
    roleChanges.put(branch, world.operators().isEmpty() ? 0 : world.agenda.now());
  }

  private void setPassword(SimulatedProject project, SimulatedBranch branch) {
    if (project.isLocked()) {
      world.agenda.in(2_000, () -> setPassword(project, branch));
      return;
    }
    tell("sets the password of the role of", branch);
    noteRoleChange(branch);
    branch.database.setPassword(Sessions.ROLE, world.neon.newPassword());
    project.changed(branch);
  }

  private boolean isSeen(SimulatedBranch branch) {
    return branch.createdAt.toEpochMilli() + EYES < world.agenda.now();
  }

  private void withSomeTemplate(Consumer<SimulatedBranch> deed) {
    List<SimulatedBranch> templates =
        world.neon.branches().filter(SimulatedBranch::isTemplate).filter(this::isSeen).toList();
    if (!templates.isEmpty()) {
      deed.accept(templateChance.of(templates));
    }
  }

  private void renameTemplate(SimulatedBranch branch) {
    tell("renames", branch);
    branch.name = "renamed-" + world.neon.nextNumber();
  }

  private void unprotect(SimulatedBranch branch) {
    tell("unprotects", branch);
    branch.isProtected = false;
  }

  /** Neon refuses it while there are copies. */
  private void deleteTemplate(SimulatedBranch branch) {
    SimulatedProject project = world.neon.find(branch.projectId);
    boolean hasCopies =
        project.branches.values().stream().anyMatch(copy -> branch.id.equals(copy.parentId));
    if (!hasCopies) {
      tell("deletes", branch);
      project.remove(branch);
    }
  }

  private void withSomeBranch(Consumer<SimulatedBranch> deed) {
    List<SimulatedBranch> branches =
        world.neon.branches().filter(branch -> branch.organization() != null).toList();
    if (!branches.isEmpty()) {
      deed.accept(chance.of(branches));
    }
  }

  private void delete(SimulatedBranch branch) {
    tell("deletes", branch);
    world.judge.meddled(branch, "somebody deleted it in the console");
    if (branch.isDefault) {
      world.neon.projects.remove(branch.projectId);
    } else {
      world.neon.find(branch.projectId).remove(branch);
    }
  }

  private void rename(SimulatedBranch branch) {
    tell("renames", branch);
    world.judge.renamed(branch);
    branch.name = "renamed-" + world.neon.nextNumber();
  }

  private void resize(SimulatedBranch branch) {
    tell("resizes", branch);
    Map<String, Endpoint> endpoints = world.neon.find(branch.projectId).endpoints;
    for (Endpoint endpoint : new ArrayList<>(endpoints.values())) {
      if (endpoint.branchId().equals(branch.id)) {
        EndpointSettings settings = new EndpointSettings(1, 4, 0, chance.in(0.3));
        endpoints.put(endpoint.id(), endpoint.withSettings(settings));
      }
    }
  }

  private void removeEndpoint(SimulatedBranch branch) {
    tell("removes the endpoint of", branch);
    world
        .neon
        .find(branch.projectId)
        .endpoints
        .values()
        .removeIf(endpoint -> endpoint.branchId().equals(branch.id));
  }

  /** A branch that has a store's name and is nobody's we know. */
  private void addForeignBranch() {
    String organization = chance.of(organizations);
    String name = "store-" + organization;
    List<SimulatedProject> projects =
        world.neon.projects.values().stream()
            .filter(project -> project.id().startsWith("project-"))
            .filter(
                project -> project.branches.values().stream().noneMatch(b -> b.name.equals(name)))
            .toList();
    if (projects.isEmpty()) {
      return;
    }
    SimulatedProject project = chance.of(projects);
    SimulatedBranch main = project.defaultBranch();
    SimulatedBranch branch = project.add(name, main.id, Map.of(), main.database.copy());
    branch.state = "ready";
    project.addEndpoint(branch.id, new EndpointSettings(0.25, 1, 0, false));
    world.judge.meddled(organization, "a foreign branch has its name");
    world.history.tell("console", "makes a branch " + branch.id + " named " + name);
  }

  private void tell(String what, SimulatedBranch branch) {
    world.history.tell("console", what + " " + branch.id + " (" + branch.name + ")");
  }
}
