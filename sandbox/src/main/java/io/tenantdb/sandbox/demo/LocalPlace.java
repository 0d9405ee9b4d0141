package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.KubernetesBinaries;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything on this machine: PostgreSQL for the registry, neon-local, a Kubernetes API server. */
final class LocalPlace implements DemoPlace {
  private static final Logger log = LoggerFactory.getLogger(LocalPlace.class);

  private final Path folder;

  /** What was started, the last first. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final NeonLocalProcess neonLocal;
  private final EmbeddedPostgres registry;
  private final KubernetesApiServer cluster;
  private final KubernetesClient client;
  private final Path operatorKubeconfig;
  private final ServiceFolder service;

  private LocalPlace(Path folder, KubernetesBinaries binaries) {
    this.folder = folder;
    try {
      ChildProcesses processes = keep(ChildProcesses.in(folder));
      neonLocal = NeonLocalProcess.start(processes, folder);
      registry = keep(startRegistry(folder));
      cluster = keep(KubernetesApiServer.start(binaries, folder.resolve("kubernetes")));
      client = keep(cluster.client());
      Installation.apply(client);
      Installation.applyOptions(client);
      service = new ServiceFolder(folder);
      operatorKubeconfig = cluster.kubeconfigFor(OPERATOR_NAMESPACE, "tenantdb-operator");
      neonLocal.awaitReady();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts everything; what was started is stopped again if anything fails. */
  static LocalPlace start(Path folder, Progress progress) {
    KubernetesBinaries binaries =
        KubernetesBinaries.builtBy(Checkout.file("sandbox", "kubernetes", "build.sh"));
    progress.say("starting PostgreSQL, neon-local and a Kubernetes API server (about 10 s)");
    return new LocalPlace(folder, binaries);
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path operatorKubeconfig() {
    return operatorKubeconfig;
  }

  @Override
  public NeonTarget neon() {
    return neonLocal.target();
  }

  @Override
  public Map<String, String> operatorSettings() {
    Map<String, String> settings = new HashMap<>(service.operatorSettings());
    settings.put(
        "TENANTDB_REGISTRY_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
    settings.put("TENANTDB_REGISTRY_USER", "postgres");
    return settings;
  }

  @Override
  public void openService() {
    Installation.applyStorefrontsAccess(client);
    service.open(cluster, Installation.keyring(client).toJwks());
  }

  @Override
  public List<String> howToLookAround() {
    return List.of(
        "export KUBECONFIG=" + cluster.kubeconfig(),
        "alias kubectl=" + cluster.kubectl().program(),
        "kubectl get tdb,tdbc -A -o wide",
        "kubectl describe tdb acme -n " + STORE_NAMESPACE,
        "psql \"postgresql://postgres@127.0.0.1:%d/postgres\" -c 'table tenant_databases'   # the registry"
            .formatted(registry.getPort()),
        "npx neonctl --api-host %s --api-key %s branches list --project-id %s"
            .formatted(neon().apiUrl(), neon().apiKey(), neon().projectId()),
        "examples/storefront/start   # shops on top of all this: an admin page that makes stores");
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part of the sandbox did not stop");
      }
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
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
}
