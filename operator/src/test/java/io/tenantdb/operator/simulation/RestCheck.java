package io.tenantdb.operator.simulation;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.status.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a world at rest is held against. */
final class RestCheck {
  private final World world;
  private final SimulatedFleet fleet;

  RestCheck(World world, SimulatedFleet fleet) {
    this.world = world;
    this.fleet = fleet;
  }

  Optional<String> problem() {
    for (TenantDatabase store : fleet.all()) {
      Optional<String> problem = problemOf(store).map(p -> Cluster.key(store) + " " + p);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return fleet.classes().stream()
        .flatMap(tenantClass -> problemOf(tenantClass).stream())
        .findFirst()
        .or(world.judge::leak)
        .or(this::strayRow);
  }

  private Optional<String> problemOf(TenantDatabaseClass tenantClass) {
    String name = tenantClass.getMetadata().getName();
    if (!ready(tenantClass).startsWith("True/AsDesired")) {
      return Optional.of("class " + name + " is not ready: " + ready(tenantClass));
    }
    return tenantClass.getSpec().projects().stream()
        .flatMap(place -> problemOfTemplate(place.id()).stream())
        .map(problem -> "class " + name + " is ready and " + problem)
        .findFirst();
  }

  private Optional<String> problemOfTemplate(String projectId) {
    SimulatedProject project = world.neon.find(projectId);
    List<SimulatedBranch> templates =
        project.branches.values().stream().filter(SimulatedBranch::isTemplate).toList();
    if (templates.size() != 1) {
      return Optional.of("project %s has %d templates".formatted(projectId, templates.size()));
    }
    SimulatedBranch template = templates.getFirst();
    if (!template.name.equals("tenant-template") || project.endpointOf(template.id).isEmpty()) {
      return Optional.of("its template %s is named %s".formatted(template.id, template.name));
    }
    return world.planProtects && !template.isProtected
        ? Optional.of("its template " + template.id + " is not protected")
        : Optional.empty();
  }

  private Optional<String> problemOf(TenantDatabase store) {
    String organization = store.getSpec().organizationId();
    boolean meddled = world.judge.needsPerson(organization);
    if (store.isMarkedForDeletion()) {
      return meddled ? Optional.empty() : Optional.of("is never let go: " + ready(store));
    }
    if (new Claims(fleet).otherOwner(store).isPresent()) {
      return ready(store).contains(Reason.OrganizationClaimed.name())
          ? Optional.empty()
          : Optional.of("lost its claim and says " + ready(store));
    }
    if (meddled) {
      return Optional.empty();
    }
    Optional<TenantDatabaseClass> tenantClass =
        fleet.tenantClass(Fleet.classOf(store)).or(fleet::defaultClass);
    if (tenantClass.isEmpty()) {
      return Optional.of("has no class");
    }
    return problemOf(store, StoreTerms.of(store, tenantClass.get()));
  }

  private Optional<String> problemOf(TenantDatabase store, StoreTerms terms) {
    NeonLocation location = SimulatedFleet.locationOf(store);
    String wanted = terms.suspended() ? "False/Suspended" : "True/AsDesired";
    if (!ready(store).startsWith(wanted)) {
      return Optional.of("is not " + wanted + ": " + ready(store));
    }
    if (location == null || location.branchId() == null) {
      return Optional.of("is up and nowhere");
    }
    Optional<SimulatedBranch> branch = world.neon.branch(location.branchId());
    if (branch.isEmpty()) {
      return Optional.of("is up and its branch is gone");
    }
    return problemOfSecret(store, terms)
        .or(() -> problemOfCompute(branch.get(), terms))
        .or(() -> problemOfRow(store, terms, location));
  }

  private Optional<String> problemOfSecret(TenantDatabase store, StoreTerms terms) {
    String uid = store.getMetadata().getUid();
    List<SecretObject> secrets =
        world.cluster.secrets.all().stream().filter(secret -> secret.isOwnedBy(uid)).toList();
    Optional<SecretObject> asked =
        secrets.stream().filter(secret -> secret.name().equals(terms.secretName())).findFirst();
    if (asked.filter(SecretObject::isWhole).isEmpty()) {
      return Optional.of("is up and its Secret is not as asked for");
    }
    if (secrets.size() != 1) {
      return Optional.of("is up and has " + secrets.size() + " Secrets");
    }
    SecretObject secret = asked.get();
    return world.judge.problemOfSecret(store, secret).map(problem -> "is up and " + problem);
  }

  private Optional<String> problemOfCompute(SimulatedBranch branch, StoreTerms terms) {
    Optional<Endpoint> endpoint = world.neon.find(branch.projectId).endpointOf(branch.id);
    if (endpoint.isEmpty()) {
      return Optional.of("is up without an endpoint");
    }
    return endpoint.get().settings().isSameAs(terms.endpointSettings())
        ? Optional.empty()
        : Optional.of(
            "is up with %s instead of %s"
                .formatted(endpoint.get().settings(), terms.endpointSettings()));
  }

  private Optional<String> problemOfRow(
      TenantDatabase store, StoreTerms terms, NeonLocation location) {
    RegistryEntry row = world.registry.get(UUID.fromString(store.getSpec().organizationId()));
    State wanted = terms.suspended() ? State.SUSPENDED : State.ACTIVE;
    boolean right =
        row != null
            && row.state() == wanted
            && String.valueOf(row.branchId()).equals(location.branchId())
            && String.valueOf(row.endpointId()).equals(location.endpointId());
    return right ? Optional.empty() : Optional.of("is up and its registry row is " + row);
  }

  private Optional<String> strayRow() {
    Set<String> live = new HashSet<>();
    fleet.all().forEach(store -> live.add(store.getSpec().organizationId()));
    return world.registry.keySet().stream()
        .map(UUID::toString)
        .filter(organization -> !live.contains(organization))
        .sorted()
        .findFirst()
        .map(organization -> "the registry still has a row of organization " + organization);
  }

  private static String ready(TenantDatabaseClass tenantClass) {
    return ready(
        tenantClass.getStatus() == null ? List.of() : tenantClass.getStatus().conditions());
  }

  private static String ready(TenantDatabase store) {
    return ready(store.getStatus() == null ? List.of() : store.getStatus().conditions());
  }

  private static String ready(List<Condition> conditions) {
    return Conditions.find(conditions, ConditionType.Ready)
        .map(c -> c.getStatus() + "/" + c.getReason() + " " + c.getMessage())
        .orElse("nothing");
  }
}
