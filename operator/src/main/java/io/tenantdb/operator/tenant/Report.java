package io.tenantdb.operator.tenant;

import io.tenantdb.api.Binding;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.status.Standing.Truth;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how a pass went: in the status, as Events, and to the registry. */
final class Report {
  static final List<ConditionType> STAGES =
      List.of(
          ConditionType.Placed,
          ConditionType.BranchReady,
          ConditionType.SchemaReady,
          ConditionType.CredentialsReady);

  /**
   * A person has to act before these go on, and they fail; those that wait for the class or the
   * plan, as some new stores do, are pending.
   */
  private static final Set<Reason> NEED_A_PERSON =
      Set.of(
          Reason.OrganizationClaimed,
          Reason.DatabaseElsewhere,
          Reason.SchemaUnknown,
          Reason.BranchMissing,
          Reason.BranchNotOurs,
          Reason.MigrationFailed,
          Reason.DatabaseMissing,
          Reason.WrongDatabase,
          Reason.SecretNameTaken,
          Reason.RoleMissing,
          Reason.NeonRejected,
          Reason.KeyMissing,
          Reason.KeyRejected,
          Reason.KeyringMissing,
          Reason.KeyringInvalid,
          Reason.InternalError);

  private final Conditions conditions;
  private final Rechecks rechecks;
  private final EventRecorder events;
  private final StoreRegistry registry;
  private final UnreachableStores unreachable;
  private final Milestones milestones;
  private final Clock clock;
  private final OwnerMark mark;
  private final Adoption adoption;
  private final SubdomainNews subdomains;

  Report(Doors doors, StoreRegistry registry, UnreachableStores unreachable) {
    conditions = new Conditions(STAGES, doors.clock());
    rechecks = doors.rechecks();
    events = doors.events();
    milestones = doors.milestones();
    clock = doors.clock();
    mark = doors.mark();
    adoption = new Adoption(doors.clock());
    subdomains = new SubdomainNews(new Claims(doors.fleet()), doors.events());
    this.registry = registry;
    this.unreachable = unreachable;
  }

  /** The status as it was, with what was seen of the store at Neon. */
  StatusDraft draft(Observation seen) {
    StatusDraft draft = new StatusDraft(seen.status());
    if (seen.neon() instanceof NeonView.Seen(var projectId, var branch, var endpoint)
        && branch.filter(b -> isOurs(seen, b)).isPresent()) {
      record(draft, projectId.orElse(null), branch.get(), endpoint);
      if (adoption.isOf(branch.get(), seen.database())) {
        draft.neon = draft.neon.asHolding();
      }
      seen.secret()
          .filter(secret -> secret.branchId().equals(branch.get().id()))
          .ifPresent(secret -> record(draft, secret));
    }
    boolean wasPublished =
        seen.publishedBranch().filter(id -> id.equals(draft.neon.branchId())).isPresent();
    if (wasPublished && !draft.wasWhole()) {
      draft.neon = draft.neon.asHolding();
    }
    return draft;
  }

  /**
   * What the pass came to.
   *
   * @param database as it was when the pass began; {@code seen} has what its steps did since
   */
  PassResult finish(TenantDatabase database, Observation seen, StatusDraft draft, Outcome outcome) {
    TenantDatabaseStatus status =
        switch (outcome) {
          case Outcome.AsBefore _ -> seen.status();
          case Outcome.Stands(Standing standing, Recheck _) ->
              told(database, standing, status(seen, draft, standing));
          case Outcome.GoesOn(Standing standing) ->
              told(database, standing, status(seen, draft, standing));
        };
    if (seen.otherOwner().isEmpty()) {
      registry.publish(database, status, seen.secret());
    }
    return new PassResult(status, again(database, outcome));
  }

  private Optional<Duration> again(TenantDatabase database, Outcome outcome) {
    Waiter store = Waiter.of(database);
    if (outcome.recheck() instanceof Recheck.Often) {
      return Optional.of(unreachable.missed(store));
    }
    switch (outcome) {
      case Outcome.AsBefore _ -> {}
      case Outcome.Stands(Standing standing, Recheck _) when standing.truth() == Truth.Unknown ->
          unreachable.forget(store);
      default -> unreachable.reached(store);
    }
    return rechecks.after(database.getMetadata().getUid(), outcome.recheck());
  }

  /** Says that something is put right which nobody had asked to change. */
  void drift(TenantDatabase database, String what) {
    events.normal(database, "DriftCorrected", what);
  }

  /** The store as it is after a step, for the next step of the same pass. */
  TenantDatabase soFar(Observation seen, StatusDraft draft, Outcome.GoesOn outcome) {
    TenantDatabase database = new TenantDatabase();
    database.setMetadata(seen.database().getMetadata());
    database.setSpec(seen.database().getSpec());
    database.setStatus(status(seen, draft, outcome.standing()));
    return database;
  }

  private TenantDatabaseStatus status(Observation seen, StatusDraft draft, Standing standing) {
    TenantDatabaseStatus before = seen.status();
    long generation = seen.database().getMetadata().getGeneration();
    return draft.finish(
        generation,
        phase(standing, before),
        conditions.of(standing, before.conditions(), generation));
  }

  /** The status after a failure that no step foresaw; the framework tries again. */
  TenantDatabaseStatus unforeseen(TenantDatabase database, Exception failure) {
    TenantDatabaseStatus before =
        Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
    long generation = database.getMetadata().getGeneration();
    Standing standing =
        Standing.unknown(
            ConditionType.Ready,
            Reason.InternalError,
            "A failure the operator did not foresee (%s); its log has more."
                .formatted(failure.getClass().getSimpleName()));
    return new StatusDraft(before)
        .finish(
            generation,
            Phase.Failed,
            conditions.withReady(standing, before.conditions(), generation));
  }

  /** Whether it is the branch the status speaks of, or one to adopt: that one held nothing yet. */
  private boolean isOurs(Observation seen, Branch branch) {
    String known = seen.knownBranch();
    return mark.provesStore(branch, seen.database().getSpec().organizationId())
        && (known == null || known.equals(branch.id()));
  }

  private static void record(
      StatusDraft draft, @Nullable String projectId, Branch branch, Optional<Endpoint> endpoint) {
    String endpointId = endpoint.map(Endpoint::id).orElse(draft.neon.endpointId());
    draft.neon = draft.neon.withIds(projectId, branch.id(), endpointId);
    Long size = branch.logicalSizeBytes();
    draft.sizeBytes = size == null ? draft.sizeBytes : size;
    endpoint
        .map(Endpoint::lastActiveAt)
        .ifPresent(time -> draft.lastActiveTime = time.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** What the status lost of credentials that are published. */
  private static void record(StatusDraft draft, PublishedSecret secret) {
    draft.neon = draft.neon.withRole(secret.role());
    draft.binding = new Binding(secret.name());
  }

  private static Phase phase(Standing standing, TenantDatabaseStatus before) {
    if (standing.isReady()) {
      return Phase.Ready;
    }
    if (standing.reason() == Reason.Suspended) {
      return Phase.Suspended;
    }
    Phase known = before.phase();
    boolean wasUp = known == Phase.Ready || known == Phase.Suspended;
    boolean serves = standing.truth() == Truth.Unknown || standing.reason() == Reason.ClassMissing;
    if (known != null && wasUp && serves) {
      return known;
    }
    if (NEED_A_PERSON.contains(standing.reason())) {
      return Phase.Failed;
    }
    if (standing.at() == ConditionType.Placed) {
      return Phase.Pending;
    }
    return Phase.Provisioning;
  }

  /**
   * An Event when a store comes to rest, and for each new reason that needs a person or is not
   * known. What happens on the way is in the conditions.
   */
  private TenantDatabaseStatus told(
      TenantDatabase database, Standing standing, TenantDatabaseStatus after) {
    TenantDatabaseStatus before =
        Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
    boolean isTrouble =
        NEED_A_PERSON.contains(standing.reason()) || standing.truth() == Truth.Unknown;
    if (isTrouble && !isSaid(before, standing.reason())) {
      events.warning(database, standing.reason().name(), standing.message());
    } else if (!isTrouble && after.phase() != before.phase() && isAtRest(after.phase())) {
      events.normal(database, String.valueOf(after.phase()), standing.message());
    }
    if (after.phase() == Phase.Ready && before.binding() == null) {
      Instant created = Instant.parse(database.getMetadata().getCreationTimestamp());
      milestones.becameReady(Duration.between(created, clock.instant()));
    }
    if (isAtRest(after.phase())) {
      subdomains.tell(database, isAtRest(before.phase()) ? before.observedGeneration() : null);
    }
    return after;
  }

  private static boolean isAtRest(@Nullable Phase phase) {
    return phase == Phase.Ready || phase == Phase.Suspended;
  }

  private static boolean isSaid(TenantDatabaseStatus before, Reason reason) {
    return Conditions.find(before.conditions(), ConditionType.Ready)
        .map(ready -> reason.name().equals(ready.getReason()))
        .orElse(false);
  }
}
