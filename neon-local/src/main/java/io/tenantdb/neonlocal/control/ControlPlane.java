package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Json;
import io.tenantdb.neonlocal.postgres.PostgresBinaries;
import io.tenantdb.neonlocal.storage.Snapshots;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of Neon but its two doors: state, operations and computes, put together. */
public final class ControlPlane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
  private static final Duration BLOB_GRACE = Duration.ofMinutes(10);

  /**
   * How it behaves.
   *
   * @param stateFolder everything that survives
   * @param binaryCache where PostgreSQL's programs are unpacked
   * @param port what connection strings name
   * @param defaultSuspendTimeout what 0 means
   * @param idleCheck how often sessions are looked at
   */
  public record Options(
      Path stateFolder,
      Path binaryCache,
      Hosts hosts,
      int port,
      Limits limits,
      Timings timings,
      Duration defaultSuspendTimeout,
      Duration idleCheck) {}

  private final Store store;
  private final Snapshots snapshots;
  private final Foundation foundation;
  private final CertificateAuthority authority;
  private final Operations operations;
  private final Computes computes;
  private final Lookup lookup;
  private final Projects projects;
  private final Branches branches;
  private final Endpoints endpoints;
  private final Roles roles;
  private final Databases databases;
  private final ConnectionUris uris;
  private final Clock clock;
  private final List<Future<?>> repeated = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  /** Takes up the state folder: ends what a killed process left and continues what it had begun. */
  public ControlPlane(Options options, Clock clock)
      throws IOException, InterruptedException, SQLException {
    Path folder = options.stateFolder();
    JsonMapper json = Json.mapper();
    Ids ids = new Ids();
    this.clock = clock;
    this.snapshots = new Snapshots(folder.resolve("blobs"));
    this.authority = CertificateAuthority.in(folder.resolve("tls"), clock);
    Path work = folder.resolve("computes");
    Orphans.end(work);
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(options.binaryCache());
    this.foundation =
        Foundation.in(
            folder.resolve("foundation.json"), work, snapshots, binaries, authority, json);
    this.store = new Store(folder.resolve("projects"), json);
    Site site =
        new Site(
            store,
            snapshots,
            binaries,
            foundation.admin(),
            authority,
            work,
            options.hosts(),
            options.limits().maxConnections(),
            clock);
    OperationHistory history = new OperationHistory(store, folder.resolve("projects"), json);
    this.operations = new Operations(store, history, options.timings(), ids, clock);
    this.computes = new Computes(site, operations, options.limits().maxAwake());
    BranchWork branchWork =
        new BranchWork(
            store, computes, snapshots, new Inheritance(ids), foundation.snapshot(), clock);
    operations.performedBy(new Worker(branchWork, new ComputeWork(store, computes)));
    this.lookup = new Lookup(store);
    EndpointFactory factory =
        new EndpointFactory(store, options.hosts(), options.port(), ids, clock);
    Configuration configuration = new Configuration(store, computes, operations);
    this.projects = new Projects(store, lookup, operations, factory, ids, clock);
    BranchRules rules = new BranchRules(store, options.limits());
    this.branches = new Branches(store, lookup, computes, operations, factory, rules, ids, clock);
    this.endpoints = new Endpoints(store, lookup, computes, operations, factory, clock);
    this.roles = new Roles(store, lookup, computes, configuration, ids, clock);
    this.databases = new Databases(store, lookup, computes, configuration, ids, clock);
    this.uris = new ConnectionUris(options.hosts(), options.port());
    computes.forgetAwake();
    operations.resume();
    IdleMonitor monitor =
        new IdleMonitor(store, computes, operations, options.defaultSuspendTimeout(), clock);
    repeat(options.idleCheck(), monitor::look);
    repeat(HOUSEKEEPING, this::keepHouse);
  }

  private void repeat(Duration pause, Runnable task) {
    long nanos = pause.toNanos();
    repeated.add(scheduler.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS));
  }

  private void keepHouse() {
    try {
      projects.purge();
      expire();
      sweep(BLOB_GRACE);
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("housekeeping failed, will try again");
    }
  }

  private void expire() {
    for (BranchEntry entry : store.branches()) {
      if (!entry.deleted()
          && entry.branch().expiresAt() != null
          && Objects.requireNonNull(entry.branch().expiresAt()).isBefore(clock.instant())) {
        branches.delete(entry.branch().projectId(), entry.id());
      }
    }
  }

  /**
   * Deletes files no branch needs that were stored longer than {@code grace} ago; returns how many.
   */
  public int sweep(Duration grace) throws IOException {
    Collection<String> live =
        Stream.concat(
                Stream.of(foundation.snapshot()),
                store.branches().stream().map(BranchEntry::snapshot).filter(Objects::nonNull))
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    return snapshots.sweep(live, clock.instant().minus(grace));
  }

  /** What is remembered. */
  public Store store() {
    return store;
  }

  /** Finds things by their identifiers. */
  public Lookup lookup() {
    return lookup;
  }

  /** Operations and the lock they hold. */
  public Operations operations() {
    return operations;
  }

  /** Computes and waking them. */
  public Computes computes() {
    return computes;
  }

  /** Projects. */
  public Projects projects() {
    return projects;
  }

  /** Branches. */
  public Branches branches() {
    return branches;
  }

  /** Endpoints. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Roles. */
  public Roles roles() {
    return roles;
  }

  /** Databases. */
  public Databases databases() {
    return databases;
  }

  /** Connection strings. */
  public ConnectionUris uris() {
    return uris;
  }

  /** Who signs the servers' certificates. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** Stops all servers. Their folders stay and are used by the next start. */
  @Override
  public void close() {
    repeated.forEach(task -> task.cancel(true));
    scheduler.shutdownNow();
    try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Compute compute : computes.all()) {
        all.add(
            stopping.submit(
                () -> {
                  compute.halt();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.atError().setCause(e).log("a server could not be stopped");
    }
  }
}
