package io.tenantdb.sandbox.chaos;

import io.tenantdb.api.DeletionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the campaign knows of one organization: what it asked for, so what must be true. */
final class Store {
  /** What its owner wants of it. */
  enum State {
    /** A TenantDatabase asks for it. */
    LIVE,
    /** Its TenantDatabase was deleted, its database is to be kept. */
    RETAINED,
    /** Its TenantDatabase was deleted and its database with it. */
    DELETED
  }

  /**
   * A row that was written through the store's own Secret.
   *
   * @param branchId the branch it was written to
   */
  record Marker(String value, String branchId) {}

  private static final long TWO_SECONDS = 2_000_000_000L;

  private final String organizationId;
  private final String className;
  private final List<String> timeline = new ArrayList<>();
  private final Set<String> deletedBranches = new HashSet<>();
  private int resources;
  private State state = State.LIVE;
  private String owner;
  private String lastWord = "";
  private @Nullable String claim;
  private @Nullable Marker marker;
  private long ownedSince = System.nanoTime();
  private boolean suspended;
  private boolean renamed;
  private boolean lost;
  private boolean unmade;

  Store(String organizationId, String className, int number) {
    this.organizationId = organizationId;
    this.className = className;
    this.owner = "s%02d".formatted(number);
  }

  String organizationId() {
    return organizationId;
  }

  String className() {
    return className;
  }

  State state() {
    return state;
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  /** The TenantDatabase that owns the organization, or owned it last. */
  String owner() {
    return owner;
  }

  /** Whether its owner is old enough for a claim of now to be younger: times have whole seconds. */
  boolean isSecondsOld() {
    return System.nanoTime() - ownedSince > TWO_SECONDS;
  }

  /** A younger TenantDatabase that names the same organization. */
  Optional<String> claim() {
    return Optional.ofNullable(claim);
  }

  Optional<Marker> marker() {
    return Optional.ofNullable(marker);
  }

  boolean isSuspended() {
    return suspended;
  }

  /** A person renamed its branch, so that a resource without status could not find it. */
  boolean isRenamed() {
    return renamed;
  }

  /** A person deleted its branch. */
  boolean isLost() {
    return lost;
  }

  /** Asked for, and nothing happened at Neon that keeps it from being used. */
  boolean isInUse() {
    return isLive() && !lost && !unmade;
  }

  /** Neon failed to make its branch. */
  boolean isUnmade() {
    return unmade;
  }

  /** Branches that must not exist any more. */
  Set<String> deletedBranches() {
    return deletedBranches;
  }

  List<String> timeline() {
    return timeline;
  }

  void tell(String line) {
    timeline.add(line);
  }

  /** What its resource says of itself; told when it is something else than before. */
  void says(String stamp, String word) {
    if (!word.equals(lastWord)) {
      lastWord = word;
      tell("%s   %s says %s".formatted(stamp, owner, word));
    }
  }

  void marked(Marker written) {
    marker = written;
  }

  void suspended(boolean value) {
    suspended = value;
  }

  void renamed() {
    renamed = true;
  }

  void lost() {
    lost = true;
  }

  void unmade() {
    unmade = true;
  }

  void claimedBy(@Nullable String name) {
    claim = name;
  }

  /** A name for one more TenantDatabase of this organization. */
  String nextName() {
    resources++;
    return owner.replaceFirst("-.*", "") + "-" + resources;
  }

  /** Its owner is being deleted; a claim becomes the owner. */
  void deleted(DeletionPolicy policy) {
    if (policy == DeletionPolicy.Delete) {
      marker().map(Marker::branchId).ifPresent(deletedBranches::add);
      marker = null;
      state = State.DELETED;
    } else {
      state = State.RETAINED;
    }
    suspended = false;
    if (claim != null) {
      ownedBy(claim);
      claim = null;
    }
  }

  /** A new TenantDatabase asks for it. */
  void ownedBy(String name) {
    owner = name;
    ownedSince = System.nanoTime();
    state = State.LIVE;
  }

  @Override
  public String toString() {
    return owner + " (" + organizationId + ")";
  }
}
