package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Annotation;
import io.tenantdb.neonlocal.model.Branch;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Project;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neon's rules for making, changing and deleting branches. */
public final class Branches {

  private static final int ANNOTATION_KEYS = 50;

  private final Store store;
  private final Lookup lookup;
  private final Computes computes;
  private final Operations operations;
  private final EndpointFactory endpoints;
  private final Inheritance inheritance;
  private final BranchRules rules;
  private final Ids ids;
  private final Clock clock;

  Branches(
      Store store,
      Lookup lookup,
      Computes computes,
      Operations operations,
      EndpointFactory endpoints,
      BranchRules rules,
      Inheritance inheritance,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.lookup = lookup;
    this.computes = computes;
    this.operations = operations;
    this.endpoints = endpoints;
    this.inheritance = inheritance;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a branch, with an endpoint when one is asked for. */
  public Made<BranchEntry> create(
      String projectId,
      @Nullable BranchSpec given,
      List<EndpointSpec> computeSpecs,
      Map<String, String> annotation) {
    BranchSpec spec = given == null ? BranchSpec.empty() : given;
    spec.checkServed();
    if (annotation.size() > ANNOTATION_KEYS) {
      throw ApiException.badRequest("annotation_value has more than 50 keys");
    }
    if (computeSpecs.size() > 1) {
      throw ApiException.badRequest("a branch has at most one read_write endpoint");
    }
    computes.of(parent(projectId, spec).id()).syncCatalog();
    return store.locked(() -> createLocked(projectId, spec, computeSpecs, annotation));
  }

  private Made<BranchEntry> createLocked(
      String projectId,
      BranchSpec spec,
      List<EndpointSpec> computeSpecs,
      Map<String, String> annotation) {
    Project project = lookup.project(projectId);
    BranchEntry parent = parent(projectId, spec);
    String id = ids.branch();
    String name = spec.name() == null ? id : spec.name();
    rules.checkNew(projectId, name, Boolean.TRUE.equals(spec.isProtected()));
    Instant now = clock.instant();
    List<Endpoint> made =
        computeSpecs.stream().map(compute -> endpoints.create(project, id, compute)).toList();
    BranchEntry bare =
        new BranchEntry(
            branch(id, name, spec, parent, now),
            Annotation.ofBranch(id, annotation, now),
            made,
            List.of(),
            List.of(),
            null,
            List.of(),
            false);
    BranchEntry entry = inheritance.inherit(bare, parent, now);
    Made<BranchEntry> answer = new Made<>(entry, operations.schedule(projectId, creation(entry)));
    store.put(entry);
    return answer;
  }

  private BranchEntry parent(String projectId, BranchSpec spec) {
    String parentId = spec.parentId();
    return parentId == null || parentId.isEmpty()
        ? lookup.defaultBranch(projectId)
        : lookup.branch(projectId, parentId);
  }

  private static Branch branch(
      String id, String name, BranchSpec spec, BranchEntry parent, Instant now) {
    Instant expiry = spec.expiresAt();
    return new Branch(
        id,
        parent.branch().projectId(),
        parent.id(),
        null,
        now,
        name,
        Branch.INIT,
        Branch.READY,
        now,
        parent.branch().logicalSize(),
        false,
        Boolean.TRUE.equals(spec.isProtected()),
        "parent-data",
        expiry,
        expiry == null ? null : (int) (expiry.getEpochSecond() - now.getEpochSecond()),
        now,
        now);
  }

  private static List<Step> creation(BranchEntry entry) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.ofBranch(Action.CREATE_BRANCH, entry.id()));
    entry.endpoints().stream()
        .filter(endpoint -> !endpoint.disabled())
        .map(endpoint -> Step.ofEndpoint(Action.START_COMPUTE, entry.id(), endpoint.id()))
        .forEach(steps::add);
    return steps;
  }

  /** Changes a branch. */
  public Made<BranchEntry> update(String projectId, String branchId, BranchPatch patch) {
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          operations.requireNoneRunning(projectId);
          rules.checkChange(entry, patch);
          BranchEntry changed = entry.with(patch.applyTo(entry.branch(), clock.instant()));
          store.put(changed);
          return new Made<>(changed, List.of());
        });
  }

  /** Deletes a branch with its endpoint; empty when it is already gone. */
  public Optional<Made<BranchEntry>> delete(String projectId, String branchId) {
    return store.locked(
        () -> {
          if (isGone(projectId, branchId)) {
            return Optional.empty();
          }
          BranchEntry entry = lookup.branch(projectId, branchId);
          rules.checkDelete(entry);
          List<Step> steps = new ArrayList<>();
          entry
              .endpoint()
              .map(found -> Step.ofEndpoint(Action.SUSPEND_COMPUTE, branchId, found.id()))
              .ifPresent(steps::add);
          steps.add(Step.ofBranch(Action.DELETE_TIMELINE, branchId));
          Made<BranchEntry> made = new Made<>(entry, operations.schedule(projectId, steps));
          store.put(entry.markDeleted());
          return Optional.of(made);
        });
  }

  /** Gone means that there was one: the history of operations knows. */
  private boolean isGone(String projectId, String branchId) {
    lookup.project(projectId);
    boolean exists = store.findBranch(branchId).filter(entry -> !entry.deleted()).isPresent();
    return !exists
        && operations.list(projectId).stream()
            .anyMatch(
                operation ->
                    operation.action() == Action.DELETE_TIMELINE
                        && branchId.equals(operation.branchId()));
  }

  /** Makes a branch the project's default. */
  public Made<BranchEntry> setAsDefault(String projectId, String branchId) {
    return store.locked(
        () -> {
          BranchEntry chosen = lookup.branch(projectId, branchId);
          operations.requireNoneRunning(projectId);
          Instant now = clock.instant();
          for (BranchEntry entry : store.branchesOf(projectId)) {
            boolean isChosen = entry.id().equals(chosen.id());
            if (entry.branch().isDefault() != isChosen) {
              store.put(entry.with(entry.branch().withDefault(isChosen, now)));
            }
          }
          return new Made<>(lookup.branch(projectId, branchId), List.of());
        });
  }
}
