package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pass does next: a pure function of what it saw. It reads as the life of a store: who owns
 * it, where it goes, its branch, its schema, its credentials.
 */
final class NextStep {
  private static final Duration CLAIM_RECHECK = Duration.ofSeconds(30);
  private static final Duration LEAVING_OWNER_RECHECK = Duration.ofSeconds(1);
  private static final Duration CLASS_RECHECK = Duration.ofSeconds(30);
  private static final Duration NEON_RECHECK = Duration.ofSeconds(3);
  private static final Duration PERSON_RECHECK = Duration.ofMinutes(5);

  private final OwnerMark mark;
  private final Supplier<String> offer;

  /**
   * Decisions.
   *
   * @param offer the schemas that may be asked for, as the end of a sentence
   */
  NextStep(OwnerMark mark, Supplier<String> offer) {
    this.mark = mark;
    this.offer = offer;
  }

  Step decide(Observation seen) {
    if (seen.otherOwner().isPresent()) {
      return refuseClaim(seen.otherOwner().get(), seen);
    }
    return switch (seen.tenantClass()) {
      case ClassView.NoDefault none ->
          stand(
              Standing.notYet(
                  ConditionType.Placed,
                  Reason.NoDefaultClass,
                  "No class is named and no TenantDatabaseClass is marked as default. Set"
                      + " spec.className, or spec.default of a class."),
              CLASS_RECHECK);
      case ClassView.Missing missing ->
          stand(
              Standing.notYet(
                  ConditionType.Placed,
                  Reason.ClassMissing,
                  "There is no TenantDatabaseClass named %s.".formatted(missing.name())),
              CLASS_RECHECK);
      case ClassView.Found found -> decide(seen, found);
    };
  }

  private Step decide(Observation seen, ClassView.Found found) {
    Optional<Step> wrongSchema = checkSchema(seen, found.terms());
    if (wrongSchema.isPresent()) {
      return wrongSchema.get();
    }
    if (!seen.isPlaced()) {
      return new Step.Place(found.tenantClass(), found.terms(), seen.knownBranch());
    }
    return switch (seen.neon()) {
      case NeonView.NotNow(Recheck recheck) -> new Step.Wait(recheck);
      case NeonView.CouldNotLook failed -> new Step.Stand(failed.standing(), failed.recheck());
      case NeonView.NotAsked settled -> new Step.Settle(found.terms());
      case NeonView.Seen neon -> decide(seen, found, neon);
    };
  }

  private Step decide(Observation seen, ClassView.Found found, NeonView.Seen neon) {
    if (seen.working()) {
      return new Step.Wait(new Recheck.After(Outcome.SAFETY_NET));
    }
    if (seen.failure().isPresent()) {
      return new Step.Stand(
          Standing.notYet(
              stageAtWork(seen),
              Reason.NeonRejected,
              "Neon failed to carry out the last change: " + seen.failure().get()),
          new Recheck.Backoff());
    }
    if (neon.branch().isEmpty()) {
      return create(seen, found, neon);
    }
    return decide(seen, found, neon.branch().get(), neon.endpoint());
  }

  private Step decide(
      Observation seen, ClassView.Found found, Branch branch, Optional<Endpoint> endpoint) {
    StoreTerms terms = found.terms();
    TenantDatabaseClass tenantClass = found.tenantClass();
    Optional<Standing> foreign = checkOwnership(seen, branch);
    if (foreign.isPresent()) {
      return stand(foreign.get(), PERSON_RECHECK);
    }
    if (!branch.state().equals("ready") && !branch.state().equals("archived")) {
      return new Step.Stand(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.Creating,
              "Neon has not made branch %s yet: it is %s. If that lasts, Neon may have failed: delete the branch at Neon, and it is made again."
                  .formatted(branch.id(), branch.state())),
          new Recheck.Backoff());
    }
    String branchName = seen.location().branchName();
    if (branchName != null && !branchName.equals(branch.name())) {
      return new Step.RenameBranch(tenantClass, terms, branch, branchName);
    }
    Attained attained = new Attained(seen, terms, branch, endpoint);
    EndpointSettings settings = attained.wantedSettings();
    if (endpoint.isEmpty()) {
      return new Step.CreateEndpoint(tenantClass, terms, branch, settings);
    }
    if (!endpoint.get().settings().isSameAs(settings)) {
      return new Step.UpdateEndpoint(tenantClass, terms, endpoint.get(), settings);
    }
    String target = seen.schemaTarget().orElseThrow();
    boolean isFreshCopy = attained.isFreshCopy(tenantClass.getStatus());
    if (!attained.schema() && !isFreshCopy) {
      return new Step.ProvisionDatabase(tenantClass, terms, branch, target);
    }
    if (!attained.secret()) {
      return new Step.PublishSecret(
          tenantClass,
          terms,
          branch,
          endpoint.get(),
          seen.applicationRole(),
          attained.schema() ? null : target);
    }
    return new Step.Settle(terms);
  }

  private static Step refuseClaim(TenantDatabase owner, Observation seen) {
    return new Step.GiveWay(
        Standing.notYet(
            ConditionType.Placed,
            Reason.OrganizationClaimed,
            "Organization %s belongs to the older TenantDatabase %s. Delete one of the two; this one touches nothing."
                .formatted(seen.database().getSpec().organizationId(), Claims.nameOf(owner))),
        // We are woken as the owner is let go, which is a moment before it is gone.
        new Recheck.After(isLeaving(owner) ? LEAVING_OWNER_RECHECK : CLAIM_RECHECK));
  }

  private static boolean isLeaving(TenantDatabase owner) {
    boolean isBlocked =
        Optional.ofNullable(owner.getStatus())
            .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Ready))
            .map(
                ready ->
                    Reason.DeletionBlocked.name().equals(ready.getReason())
                        || Reason.DeletionHeld.name().equals(ready.getReason()))
            .orElse(false);
    return owner.isMarkedForDeletion() && !isBlocked;
  }

  private Optional<Step> checkSchema(Observation seen, StoreTerms terms) {
    if (seen.schemaTarget().isPresent()) {
      return Optional.empty();
    }
    String pin = terms.schemaPin() == null ? "" : " with version " + terms.schemaPin();
    return Optional.of(
        stand(
            Standing.notYet(
                ConditionType.Placed,
                Reason.SchemaUnknown,
                "This operator has no schema %s%s that the store could be brought to; it has %s. Correct spec.schema."
                    .formatted(terms.schemaName(), pin, offer.get())),
            PERSON_RECHECK));
  }

  /** An absent branch: made, unless there is any sign that it held a store's data already. */
  private static Step create(Observation seen, ClassView.Found found, NeonView.Seen neon) {
    NeonLocation location = seen.location();
    String branchId = seen.knownBranch();
    if (branchId != null) {
      return stand(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.BranchMissing,
              "Branch %s of this store is gone from Neon. It is not replaced by an empty one. Restore it, or delete this TenantDatabase and its Secret to start anew."
                  .formatted(branchId)),
          PERSON_RECHECK);
    }
    if (location.projectName() != null && neon.projectId().isPresent()) {
      return stand(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.Creating,
              "Project %s is there, and Neon does not list its branch yet."
                  .formatted(neon.projectId().get())),
          NEON_RECHECK);
    }
    if (location.projectName() != null) {
      return new Step.CreateProject(
          found.tenantClass(), found.terms(), name(location.projectName()));
    }
    return new Step.CreateBranch(
        found.tenantClass(),
        found.terms(),
        name(location.projectId()),
        name(location.branchName()));
  }

  private Optional<Standing> checkOwnership(Observation seen, Branch branch) {
    if (!mark.provesStore(branch, seen.database().getSpec().organizationId())) {
      return Optional.of(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.BranchNotOurs,
              "Branch %s (%s) of project %s was not made by this installation for this organization; it is left alone. Rename or delete it at Neon."
                  .formatted(branch.name(), branch.id(), branch.projectId())));
    }
    String known = seen.knownBranch();
    if (known != null && !known.equals(branch.id())) {
      return Optional.of(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.BranchMissing,
              "Branch %s of this store is gone from Neon, and another, %s, has its name. A person must decide which one holds the store."
                  .formatted(known, branch.id())));
    }
    return Optional.empty();
  }

  /** The stage that the running change serves: the first that is not done. */
  private static ConditionType stageAtWork(Observation seen) {
    return seen.status().schema() == null || seen.secret().isPresent()
        ? ConditionType.BranchReady
        : ConditionType.CredentialsReady;
  }

  private static String name(@Nullable String name) {
    if (name == null) {
      throw new IllegalStateException("a placed store has no name for its branch or project");
    }
    return name;
  }

  private static Step stand(Standing standing, Duration recheck) {
    return new Step.Stand(standing, new Recheck.After(recheck));
  }
}
