package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.KubernetesBinaries;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everything on this machine: PostgreSQL for the registry, neon-local, a Kubernetes API server. */
final class LocalPlace implements DemoPlace {
  private final Path folder;
  private final ChildProcesses processes;
  private final NeonLocalProcess neonLocal;
  private final EmbeddedPostgres registry;
  private final KubernetesApiServer cluster;
  private final KubernetesClient client;
  private final Path operatorKubeconfig;

  private LocalPlace(
      Path folder,
      ChildProcesses processes,
      NeonLocalProcess neonLocal,
      EmbeddedPostgres registry,
      KubernetesApiServer cluster) {
    this.folder = folder;
    this.processes = processes;
    this.neonLocal = neonLocal;
    this.registry = registry;
    this.cluster = cluster;
    this.client = cluster.client();
    Installation.apply(client);
    this.operatorKubeconfig = cluster.kubeconfigFor(OPERATOR_NAMESPACE, "tenantdb-operator");
  }

  static LocalPlace start(Path folder, Progress progress) {
    KubernetesBinaries binaries =
        KubernetesBinaries.builtBy(Checkout.file("sandbox", "kubernetes", "build.sh"));
    ChildProcesses processes = ChildProcesses.in(folder);
    progress.say("starting PostgreSQL, neon-local and a Kubernetes API server (about 10 s)");
    NeonLocalProcess neonLocal = NeonLocalProcess.start(processes, folder);
    EmbeddedPostgres registry = startRegistry(folder);
    KubernetesApiServer cluster = KubernetesApiServer.start(binaries, folder.resolve("kubernetes"));
    neonLocal.awaitReady();
    return new LocalPlace(folder, processes, neonLocal, registry, cluster);
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
    return Map.of(
        "TENANTDB_REGISTRY_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()),
        "TENANTDB_REGISTRY_USER",
        "postgres");
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
            .formatted(neon().apiUrl(), neon().apiKey(), neon().projectId()));
  }

  @Override
  public void close() {
    client.close();
    cluster.close();
    processes.close();
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The registry's PostgreSQL did not stop.", e);
    }
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
