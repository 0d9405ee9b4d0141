package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Endpoint.State;
import io.tenantdb.neonlocal.model.Operation.Action;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** All computes: which are awake, how many may be, and waking one for a connection. */
public final class Computes {

  static final String TOO_MANY =
      "You have exceeded the limit of concurrently active endpoints. Please suspend some endpoints"
          + " or contact our support team to increase the limit.";

  private static final Duration BRANCH_PATIENCE = Duration.ofSeconds(60);

  private final Site site;
  private final Operations operations;
  private final int maxAwake;
  private final Map<String, Instant> lastTouched = new ConcurrentHashMap<>();
  private final Map<String, Compute> byBranch = new ConcurrentHashMap<>();
  private final @Nullable Hollow hollow;
  private final Set<String> admitted = new CopyOnWriteArraySet<>();
  private final Map<String, CompletableFuture<@Nullable Void>> wakes = new ConcurrentHashMap<>();

  Computes(Site site, Operations operations, int maxAwake) {
    this.site = site;
    this.operations = operations;
    this.maxAwake = maxAwake;
    this.hollow = site.mode().isHollow() ? new Hollow(site, this) : null;
  }

  /** The shared servers; empty when each branch has its own. */
  public Optional<Hollow> hollow() {
    return Optional.ofNullable(hollow);
  }

  Compute of(String branchId) {
    Compute known = byBranch.get(branchId);
    if (known != null) {
      return known;
    }
    // Not inside the map, which would lock it before the store: others lock them the other way.
    Compute made = hollow == null ? new PostgresCompute(site, branchId) : hollow.compute(branchId);
    Compute other = byBranch.putIfAbsent(branchId, made);
    return other == null ? made : other;
  }

  Collection<Compute> all() {
    return List.copyOf(byBranch.values());
  }

  /** All that may have a server of their own. */
  Collection<Compute> servers() {
    return hollow == null ? all() : hollow.servers();
  }

  void forget(String branchId) {
    byBranch.remove(branchId);
    admitted.remove(branchId);
  }

  /** Takes one of the places of awake computes; the default branch's compute needs none. */
  synchronized boolean admit(BranchEntry entry) {
    if (hollow != null || entry.branch().isDefault() || admitted.contains(entry.id())) {
      return true;
    }
    return admitted.size() < maxAwake && admitted.add(entry.id());
  }

  /** Whether {@link #admit} would say yes. */
  synchronized boolean hasRoomFor(BranchEntry entry) {
    return hollow != null
        || entry.branch().isDefault()
        || admitted.contains(entry.id())
        || admitted.size() < maxAwake;
  }

  void release(String branchId) {
    admitted.remove(branchId);
  }

  /**
   * Where the endpoint's server takes connections; an idle one is woken first.
   *
   * @throws ComputeRefusal when it must not or cannot be woken
   */
  public InetSocketAddress awaken(String endpointId) throws ComputeRefusal, InterruptedException {
    if (endpointId.isEmpty()) {
      throw ComputeRefusal.unnamed();
    }
    BranchEntry entry = connectable(endpointId);
    Compute compute = of(entry.id());
    Optional<InetSocketAddress> awake = compute.address();
    if (awake.isPresent()) {
      touch(endpointId);
      return awake.get();
    }
    if (!hasRoomFor(entry)) {
      throw ComputeRefusal.tooMany();
    }
    awaitBranch(entry.id());
    wakes.computeIfAbsent(entry.id(), id -> wake(entry, endpointId)).join();
    return compute.address().orElseThrow(ComputeRefusal::notStarted);
  }

  private CompletableFuture<@Nullable Void> wake(BranchEntry entry, String endpointId) {
    Step start = Step.ofEndpoint(Action.START_COMPUTE, entry.id(), endpointId);
    CompletableFuture<@Nullable Void> end =
        operations.launch(entry.branch().projectId(), List.of(start)).end();
    return end.whenCompleteAsync((done, failure) -> wakes.remove(entry.id()));
  }

  private BranchEntry connectable(String endpointId) throws ComputeRefusal {
    BranchEntry entry =
        site.store()
            .findByEndpoint(endpointId)
            .filter(found -> !found.deleted() && isLive(found.branch().projectId()))
            .orElseThrow(ComputeRefusal::unknown);
    if (entry.endpoint().filter(Endpoint::disabled).isPresent()) {
      throw ComputeRefusal.disabled();
    }
    return entry;
  }

  private boolean isLive(String projectId) {
    return site.store().findProject(projectId).filter(found -> !found.isDeleted()).isPresent();
  }

  /** A client can be faster than the operation that makes the branch it was promised. */
  private void awaitBranch(String branchId) throws ComputeRefusal, InterruptedException {
    long deadline = System.nanoTime() + BRANCH_PATIENCE.toNanos();
    while (site.store().findBranch(branchId).filter(entry -> entry.branch().isReady()).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw ComputeRefusal.notStarted();
      }
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  /** Where the endpoint's server takes connections, if it is awake. */
  public Optional<InetSocketAddress> addressOf(String endpointId) {
    return site.store().findByEndpoint(endpointId).flatMap(entry -> of(entry.id()).address());
  }

  /** Where all awake servers take connections. */
  public List<InetSocketAddress> awakeAddresses() {
    return byBranch.values().stream().flatMap(compute -> compute.address().stream()).toList();
  }

  /** Somebody used the endpoint just now. */
  public void touch(String endpointId) {
    lastTouched.put(endpointId, site.clock().instant());
  }

  /** When a connection to the endpoint was last opened or closed. */
  Optional<Instant> lastTouched(String endpointId) {
    return Optional.ofNullable(lastTouched.get(endpointId));
  }

  /** The state of endpoints that a stopped process left awake. */
  void forgetAwake() {
    for (BranchEntry entry : site.store().branches()) {
      if (entry.endpoint().filter(found -> found.currentState() == State.ACTIVE).isPresent()) {
        arrived(entry.id(), State.IDLE);
      }
    }
  }

  /** Remembers the state a compute has reached. */
  void arrived(String branchId, State state) {
    site.store()
        .update(
            branchId,
            entry -> entry.mapEndpoint(found -> found.arrived(state, site.clock().instant())));
  }
}
