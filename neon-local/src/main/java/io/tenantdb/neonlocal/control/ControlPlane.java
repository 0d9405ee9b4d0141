package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.model.Json;
import io.tenantdb.neonlocal.postgres.Folders;
import io.tenantdb.neonlocal.postgres.PostgresBinaries;
import io.tenantdb.neonlocal.postgres.ScramVerifier;
import io.tenantdb.neonlocal.storage.Snapshots;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of Neon but its two doors: state, operations and computes, put together. */
public final class ControlPlane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

  /**
   * How it behaves.
   *
   * @param stateFolder everything that survives
   * @param binaryCache where PostgreSQL's programs are unpacked
   * @param port what connection strings name
   * @param faults what goes wrong with operations from the start
   * @param kind whether branches have data of their own
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
      OperationFaults.Plan faults,
      Mode.Kind kind,
      Duration defaultSuspendTimeout,
      Duration idleCheck) {}

  private final Store store;
  private final CertificateAuthority authority;
  private final OperationFaults faults;
  private final Operations operations;
  private final Computes computes;
  private final Lookup lookup;
  private final Projects projects;
  private final Branches branches;
  private final Endpoints endpoints;
  private final Roles roles;
  private final Databases databases;
  private final ConnectionUris uris;
  private final Rounds rounds = new Rounds();
  private final Mode mode;

  /** Takes up the state folder: ends what a killed process left and continues what it had begun. */
  public ControlPlane(Options options, Clock clock)
      throws IOException, InterruptedException, SQLException {
    Path folder = options.stateFolder();
    JsonMapper json = Json.mapper();
    Ids ids = new Ids();
    Snapshots snapshots = new Snapshots(folder.resolve("blobs"));
    this.authority = CertificateAuthority.in(folder.resolve("tls"), clock);
    this.mode = Mode.of(options.kind());
    Path work = folder.resolve(mode.isHollow() ? "hollow" : "computes");
    Orphans.end(work);
    if (mode.isHollow()) {
      Folders.delete(work);
      Files.createDirectories(work);
    }
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(options.binaryCache());
    Foundation foundation =
        Foundation.in(
            folder.resolve("foundation.json"), work, snapshots, binaries, authority, json);
    Path documents = folder.resolve("projects");
    this.store = new Store(documents, mode.isHollow() ? Archive.NOWHERE : new Documents(json));
    Site site =
        new Site(
            store,
            snapshots,
            binaries,
            foundation.admin(),
            authority,
            work,
            options.hosts(),
            mode,
            options.limits().maxConnections(),
            clock);
    OperationHistory history =
        new OperationHistory(store, mode.isHollow() ? null : documents, json);
    this.faults = new OperationFaults(options.faults());
    Performer performer = new Performer(history, options.timings(), faults, clock);
    this.operations = new Operations(store, history, performer, ids, clock);
    this.computes = new Computes(site, operations, options.limits().maxAwake());
    // A hollow branch's are made of its password when somebody logs in: they are costly.
    Verifiers verifiers = mode.isHollow() ? password -> "of " + ids.operation() : ScramVerifier::of;
    Inheritance inheritance = new Inheritance(ids, verifiers);
    BranchWork branchWork =
        new BranchWork(store, computes, snapshots, inheritance, foundation.snapshot(), clock);
    performer.performedBy(new Worker(branchWork, new ComputeWork(store, computes)));
    this.lookup = new Lookup(store);
    EndpointFactory factory =
        new EndpointFactory(store, options.hosts(), options.port(), ids, clock);
    Configuration configuration = new Configuration(store, computes, operations);
    this.projects = new Projects(store, lookup, operations, factory, ids, clock);
    BranchRules rules = new BranchRules(store, options.limits());
    this.branches =
        new Branches(store, lookup, computes, operations, factory, rules, inheritance, ids, clock);
    this.endpoints = new Endpoints(store, lookup, computes, operations, factory, clock);
    this.roles = new Roles(store, lookup, computes, configuration, ids, verifiers, clock);
    this.databases = new Databases(store, lookup, computes, configuration, ids, clock);
    this.uris = new ConnectionUris(options.hosts(), options.port());
    computes.forgetAwake();
    operations.resume();
    IdleMonitor monitor =
        new IdleMonitor(store, computes, operations, options.defaultSuspendTimeout(), clock);
    Housekeeping house =
        new Housekeeping(store, projects, branches, snapshots, foundation.snapshot(), clock);
    this.rounds.repeat(options.idleCheck(), monitor::look);
    this.rounds.repeat(Housekeeping.PAUSE, house::keep);
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

  /** What goes wrong with operations. */
  public OperationFaults faults() {
    return faults;
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
    rounds.close();
    operations.close();
    try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Compute compute : computes.servers()) {
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
      mode.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.atError().setCause(e).log("a server could not be stopped");
    }
  }
}
