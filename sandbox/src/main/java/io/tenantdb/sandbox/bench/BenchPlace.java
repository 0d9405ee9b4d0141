package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.tenantdb.operator.cli.OperatorProgram;
import io.tenantdb.sandbox.bench.FleetOptions.Switch;
import io.tenantdb.sandbox.demo.Installation;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import io.tenantdb.sealing.Keyring;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that our operator needs, with the operator as installed, each a process of its own.
 */
final class BenchPlace implements AutoCloseable {
  private static final String SYSTEM = "tenantdb-system";
  private static final String STARTED = "operator started";

  /** What was started, the last first. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final BenchCluster cluster;
  private final BenchNeon neon;
  private final BenchClass tenantClass;
  private final Subject operator;
  private final int httpPort = LoopbackPorts.free();
  private final @Nullable EmbeddedPostgres registry;

  private BenchPlace(Path folder, FleetOptions options, SubjectOptions jvm, int extraStores) {
    try {
      ChildProcesses processes = keep(ChildProcesses.in(folder));
      neon = BenchNeon.start(processes, folder, options.neonTerms(extraStores), options.projects);
      registry = options.registry == Switch.on ? keep(startRegistry(folder)) : null;
      cluster = keep(BenchCluster.start(folder));
      Installation.apply(cluster.client());
      putSecret(BenchClass.KEY_SECRET, "api-key", NeonTerms.API_KEY);
      putSecret(
          BenchClass.KEYRING_SECRET, "keyring.json", Keyring.generate(Clock.systemUTC()).toJwks());
      tenantClass = new BenchClass(cluster.client(), neon);
      tenantClass.create();
      ChildProcesses operatorProcesses = keep(ChildProcesses.in(folder.resolve("operator")));
      operator =
          new Subject(
              operatorProcesses,
              JavaProgram.of(
                  "operator", OperatorProgram.class, jvm.jvmOptions(), environment(options), "run"),
              STARTED);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts all of it; the class is Ready when this returns.
   *
   * @param extraStores how many may be made beside twice the stores of the options
   */
  static BenchPlace start(Path folder, FleetOptions options, SubjectOptions jvm, int extraStores) {
    BenchPlace place = new BenchPlace(folder, options, jvm, extraStores);
    try {
      place.operator.start();
      place.operator.awaitStarted();
      place.tenantClass.awaitReady();
      if (options.hollow == Switch.on) {
        place.tenantClass.shareIdentities();
      }
      return place;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  BenchCluster cluster() {
    return cluster;
  }

  BenchNeon neon() {
    return neon;
  }

  BenchClass tenantClass() {
    return tenantClass;
  }

  /** A session of the registry; the caller closes it. */
  Connection registry() throws SQLException {
    if (registry == null) {
      throw new IllegalStateException("There is no registry: --registry on.");
    }
    return registry.getPostgresDatabase().getConnection();
  }

  Subject operator() {
    return operator;
  }

  Writer writer() {
    return new Writer(cluster.client(), ResourceKind.TENANT_DATABASE);
  }

  ReadyWatch watch() {
    return ReadyWatch.start(cluster.client(), ResourceKind.TENANT_DATABASE);
  }

  /** Those whose CPU time is told apart. */
  Map<String, KernelView> processes() {
    Map<String, KernelView> processes = new LinkedHashMap<>();
    processes.put("operator", operator.kernelView());
    processes.putAll(clusterProcesses());
    processes.put("neon-local and its PostgreSQLs", neon.kernelView());
    processes.put("bench", KernelView.ofThisProcess());
    return processes;
  }

  /** The API server and its store. */
  Map<String, KernelView> clusterProcesses() {
    Map<String, KernelView> processes = new LinkedHashMap<>();
    processes.put("API server", cluster.apiServer());
    processes.put("etcd", cluster.etcd());
    return processes;
  }

  /** Calls to Neon since the operator was started, as "method path (status)". */
  Counts neonCalls() {
    return Counts.of(
        Samples.of(metrics(), "tenantdb_neon_calls_seconds_count"),
        sample -> true,
        sample ->
            sample.label("method")
                + " "
                + sample.label("path")
                + " ("
                + sample.label("status")
                + ")");
  }

  /** Where stores' databases are reached. */
  StoreSessions.Server stores() {
    return new StoreSessions.Server(BenchNeon.ADDRESSES, neon.postgresPort());
  }

  /** All PostgreSQL servers that the operator may connect to. */
  Set<StoreSessions.Server> postgresServers() {
    return registry == null
        ? Set.of(stores())
        : Set.of(stores(), new StoreSessions.Server("127.0.0.1", registry.getPort()));
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("A part of the bench did not stop.", e);
      }
    }
  }

  private String metrics() {
    URI page = URI.create("http://127.0.0.1:%d/metrics".formatted(httpPort));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("The operator does not answer.", e);
    } catch (InterruptedException e) {
      throw Interruptions.interrupted(e);
    }
  }

  private Map<String, String> environment(FleetOptions options) {
    NeonTerms terms = options.neonTerms(0);
    Path kubeconfig = cluster.server().kubeconfigFor(SYSTEM, "tenantdb-operator");
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("TENANTDB_OPERATOR_NAMESPACE", SYSTEM);
    environment.put("TENANTDB_HTTP_ADDRESS", "127.0.0.1");
    environment.put("TENANTDB_HTTP_PORT", Integer.toString(httpPort));
    environment.put("TENANTDB_LOG_FORMAT", "json");
    environment.put(
        "TENANTDB_NEON_REQUESTS_PER_MINUTE", Integer.toString(terms.operatorRequestsAMinute()));
    environment.put(
        "TENANTDB_NEON_BURST_PER_SECOND", Integer.toString(terms.operatorRequestsASecond()));
    if (registry != null) {
      environment.put(
          "TENANTDB_REGISTRY_URL",
          "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
      environment.put("TENANTDB_REGISTRY_USER", "postgres");
    }
    environment.putAll(options.settings);
    return environment;
  }

  private void putSecret(String name, String key, String value) {
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(SYSTEM)
                .endMetadata()
                .addToStringData(key, value)
                .build())
        .create();
  }

  private static EmbeddedPostgres startRegistry(Path folder) {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
          .setDataDirectory(folder.resolve("registry"))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL for the registry did not start.", e);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }
}
