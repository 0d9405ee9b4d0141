package io.tenantdb.operator.simulation;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.tenant.PassOutcome;
import io.tenantdb.schema.DatabaseAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Knows the truth and the promises, and speaks up as soon as one is broken. */
final class Judge {
  /** How late the operator may hear of something that a person changed. */
  private static final long NEWS_TIME = 60_000;

  private final World world;
  private final Map<String, Life> lives = new LinkedHashMap<>();
  private final Map<String, String> meddled = new LinkedHashMap<>();
  private final Set<String> renamed = new HashSet<>();

  /** Branches that somebody was given credentials for: they may hold data. */
  private final Set<String> inUse = new HashSet<>();

  Judge(World world) {
    this.world = world;
  }

  /** The cluster as it is. */
  private SimulatedFleet truth() {
    return new SimulatedFleet(world.cluster.stores::all, world.cluster.classes::all);
  }

  Iterable<Life> lives() {
    return lives.values();
  }

  /** A person or Neon itself did something that the operator cannot mend alone. */
  void meddled(SimulatedBranch branch, String why) {
    String organization = branch.organization();
    if (organization != null) {
      meddled(organization, why);
    }
  }

  void meddled(String organization, String why) {
    meddled.putIfAbsent(organization, why);
  }

  /** A person gave a branch another name; should all that knows its id be lost, it is not found. */
  void renamed(SimulatedBranch branch) {
    renamed.add(String.valueOf(branch.organization()));
  }

  /** Whether the operator can't be expected to have the store up. */
  boolean needsPerson(String organization) {
    return meddled.containsKey(organization)
        || (renamed.contains(organization)
            && lives.values().stream()
                .anyMatch(life -> life.wasWiped && life.organization().equals(organization))
            && !hasSecretOfItsBranch(organization))
        || (renamed.contains(organization) && branchesOf(organization) > 1);
  }

  private long branchesOf(String organization) {
    return world.neon.branches().filter(b -> organization.equals(b.organization())).count();
  }

  private boolean hasSecretOfItsBranch(String organization) {
    return lives.values().stream()
        .filter(life -> !life.isGone && life.organization().equals(organization))
        .flatMap(this::secretsOf)
        .anyMatch(credentials -> world.neon.branch(credentials.branchId()).isPresent());
  }

  private Stream<StoreCredentials> secretsOf(Life life) {
    return world.cluster.secrets.all().stream()
        .filter(SecretObject::isWhole)
        .filter(secret -> secret.isOwnedBy(life.store.getMetadata().getUid()))
        .flatMap(secret -> Optional.ofNullable(secret.credentials()).stream());
  }

  /** A store was written, by whomever. */
  void written(TenantDatabase store) {
    Life life = lives.computeIfAbsent(store.getMetadata().getUid(), uid -> new Life(store));
    life.store = store;
    notePolicy(life);
  }

  /** The policy of each store, which may be its class's. */
  void notePolicies() {
    lives.values().stream().filter(life -> !life.isGone).forEach(this::notePolicy);
  }

  private void notePolicy(Life life) {
    String className = Fleet.classOf(life.store);
    Optional<TenantDatabaseClass> tenantClass =
        className.equals(Fleet.UNNAMED) ? truth().defaultClass() : truth().tenantClass(className);
    DeletionPolicy policy =
        StoreTerms.deletionPolicy(
            life.store.getSpec(), tenantClass.map(TenantDatabaseClass::getSpec).orElse(null));
    if (policy == DeletionPolicy.Delete) {
      life.lastDelete = world.agenda.now();
      return;
    }
    if (life.lastDelete > life.lastRetain) {
      // Until now it was to be deleted, though nobody had written it for a while.
      life.lastDelete = world.agenda.now();
    }
    life.lastRetain = world.agenda.now();
  }

  /** A store lost its last finalizer. */
  void gone(TenantDatabase store) {
    Life life = lives.get(store.getMetadata().getUid());
    if (life != null) {
      notePolicy(life);
      NeonLocation location = SimulatedFleet.locationOf(store);
      life.isGone = true;
      life.goneAt = world.agenda.now();
      boolean hadNoPlace =
          location == null || (location.branchName() == null && location.projectName() == null);
      life.mayLeave = wasRetained(life) || (hadNoPlace && life.wasWiped);
    }
  }

  /** A person takes the status of a store away. */
  void wiped(TenantDatabase store) {
    Life life = lives.get(store.getMetadata().getUid());
    if (life != null) {
      life.wasWiped = true;
    }
  }

  private boolean wasRetained(Life life) {
    return world.agenda.now() - life.lastRetain <= NEWS_TIME;
  }

  private boolean isOwner(TenantDatabase store) {
    return new Claims(truth()).otherOwner(store).isEmpty();
  }

  /** The operator lets a store go. */
  void released(SimulatedOperator process, TenantDatabase store) {
    world.history.tell(process.name(), "RELEASES " + Cluster.key(store));
  }

  /** The operator made a branch. */
  void created(SimulatedBranch branch) {
    String organization = branch.organization();
    if (organization == null) {
      return;
    }
    world
        .neon
        .branches()
        .filter(other -> other != branch && organization.equals(other.organization()))
        .filter(other -> !meddled.containsKey(organization) && !renamed.contains(organization))
        .findFirst()
        .ifPresent(
            other -> {
              throw new Violation(
                  "a second branch for organization %s: %s (%s) beside %s (%s)"
                      .formatted(
                          organization, branch.id, branch.projectId, other.id, other.projectId));
            });
    lives.values().stream()
        .filter(life -> !life.isGone && life.organization().equals(organization))
        .forEach(life -> requireNotReplaced(life, branch));
  }

  private void requireNotReplaced(Life life, SimulatedBranch branch) {
    NeonLocation location = SimulatedFleet.locationOf(life.store);
    String known = location == null ? null : location.branchId();
    boolean isThere = world.neon.branches().anyMatch(b -> b.id.equals(known));
    if (known != null && inUse.contains(known) && !isThere) {
      throw new Violation(
          "the empty branch %s takes the place of %s, which held the data of %s"
              .formatted(branch.id, known, life.organization()));
    }
  }

  /** A store's identity was written into a branch. */
  void identified(SimulatedBranch branch) {
    String organization = branch.organization();
    UUID identity = branch.database.identity;
    if (organization == null || identity == null || !identity.toString().equals(organization)) {
      throw new Violation("branch %s got the identity of %s".formatted(branch.id, identity));
    }
  }

  /** The operator deletes a branch. */
  void deleted(SimulatedBranch branch) {
    String organization = branch.organization();
    if (organization == null) {
      throw new Violation("branch %s is deleted and is not ours".formatted(branch.id));
    }
    boolean asked =
        lives.values().stream()
            .filter(life -> life.organization().equals(organization) && life.isLeaving())
            .filter(life -> !life.isGone || branch.createdAt.toEpochMilli() < life.goneAt)
            .anyMatch(this::wantsDeletion);
    if (!asked) {
      throw new Violation(
          "branch %s of organization %s is deleted, and nobody asked for it"
              .formatted(branch.id, organization));
    }
    excuseOtherClaims(branch, organization);
  }

  /** One that had the branch before its status was wiped, and still has its credentials. */
  private void excuseOtherClaims(SimulatedBranch branch, String organization) {
    boolean isLost =
        lives.values().stream()
            .filter(life -> life.organization().equals(organization))
            .filter(life -> !life.isGone && !life.isLeaving())
            .flatMap(this::secretsOf)
            .anyMatch(credentials -> credentials.branchId().equals(branch.id));
    if (isLost) {
      meddled(organization, "its database went with the claim that had taken it over");
    }
  }

  private boolean wantsDeletion(Life life) {
    notePolicyIfLive(life);
    return world.agenda.now() - life.lastDelete <= NEWS_TIME
        && (life.isGone || isOwner(life.store));
  }

  private void notePolicyIfLive(Life life) {
    if (!life.isGone) {
      notePolicy(life);
    }
  }

  /** The operator writes a Secret. */
  void published(TenantDatabase owner, SecretObject secret) {
    problemWith(owner, secret, true)
        .ifPresent(
            problem -> {
              throw new Violation("Secret %s is published: %s".formatted(secret.key(), problem));
            });
    if (secret.credentials() != null) {
      inUse.add(secret.credentials().branchId());
    }
  }

  private Optional<String> problemWith(
      TenantDatabase owner, SecretObject secret, boolean whenWritten) {
    StoreCredentials credentials = secret.credentials();
    if (credentials == null) {
      return Optional.of("it holds nothing");
    }
    String organization = owner.getSpec().organizationId();
    DatabaseAddress address = DatabaseAddress.parse(credentials.pooled().reveal());
    Optional<SimulatedBranch> found = world.neon.branchAt(address.host());
    if (found.isEmpty()) {
      return whenWritten ? Optional.empty() : Optional.of("it opens nothing");
    }
    SimulatedBranch branch = found.get();
    String password = address.password();
    if (!organization.equals(String.valueOf(branch.database.identity))) {
      return Optional.of("it opens the database of " + branch.database.identity);
    }
    if (!whenWritten && !password.equals(branch.database.accepted.get(address.user()))) {
      return Optional.of("its password is refused");
    }
    return world
        .neon
        .branches()
        .filter(other -> other != branch)
        .filter(other -> password.equals(other.database.accepted.get(address.user())))
        .findFirst()
        .map(other -> "its password also opens " + other.id + " (" + other.name + ")");
  }

  /** A pass is over. */
  void passed(TenantDatabase store, PassOutcome outcome) {
    if (outcome.recheck().isEmpty() && !isUp(outcome)) {
      throw new Violation(Cluster.key(store) + " waits without a timer: " + Words.of(outcome));
    }
  }

  private static boolean isUp(PassOutcome outcome) {
    return Conditions.find(outcome.status().conditions(), ConditionType.Ready)
        .map(
            c ->
                c.getStatus().equals("True")
                    || c.getReason().equals(Reason.Suspended.name())
                    || c.getReason().equals(Reason.DeletionHeld.name()))
        .orElse(false);
  }

  /** What is not as it should be when everything has come to rest. */
  Optional<String> problemAtRest() {
    return new RestCheck(world, truth()).problem();
  }

  /** A branch of ours that nobody has, and that the rules do not leave behind. */
  Optional<String> leak() {
    return world
        .neon
        .branches()
        .filter(branch -> branch.organization() != null)
        .filter(branch -> !meddled.containsKey(branch.organization()))
        .filter(branch -> !renamed.contains(branch.organization()))
        .filter(branch -> lives.values().stream().noneMatch(life -> accountsFor(life, branch)))
        .findFirst()
        .map(
            branch ->
                "branch %s (%s) of organization %s is leaked"
                    .formatted(branch.id, branch.projectId, branch.organization()));
  }

  private static boolean accountsFor(Life life, SimulatedBranch branch) {
    if (!life.organization().equals(branch.organization())) {
      return false;
    }
    NeonLocation location = SimulatedFleet.locationOf(life.store);
    return life.isGone ? life.mayLeave : location != null && branch.id.equals(location.branchId());
  }

  Optional<String> problemOfSecret(TenantDatabase owner, SecretObject secret) {
    return problemWith(owner, secret, false);
  }
}
