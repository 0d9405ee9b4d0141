package io.tenantdb.sandbox.argocd;

import static org.awaitility.Awaitility.await;

import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.ProcessFailedException;
import io.tenantdb.sandbox.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real Argo CD that looks after the API server it is given: redis, repository server, application
 * controller and ApplicationSet controller, without the web server. It has the health checks of the
 * examples, added as their README says.
 *
 * <p>Its programs are up 1 to 2 seconds after they are started, and take 400 MB together.
 */
public final class ArgoCd implements AutoCloseable {
  /** Where its own resources are. */
  public static final String NAMESPACE = "argocd";

  private static final String DEFINED = "applications,applicationsets,appprojects";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Path HEALTH_CHECKS = Path.of("..", "examples", "argocd", "argocd-cm.yaml");
  private static final Path PROJECT = Path.of("src", "test", "resources", "argocd", "project.yaml");

  private final KubernetesApiServer cluster;
  private final ChildProcesses processes;

  private ArgoCd(KubernetesApiServer cluster, ChildProcesses processes) {
    this.cluster = cluster;
    this.processes = processes;
  }

  /**
   * Installs and starts one.
   *
   * @param folder takes logs and working copies
   */
  public static ArgoCd start(KubernetesApiServer cluster, Path folder) {
    ArgoCdBinaries binaries = ArgoCdBinaries.built();
    ChildProcesses processes = ChildProcesses.in(folder.toAbsolutePath());
    ArgoCd argo = new ArgoCd(cluster, processes);
    try {
      argo.install(binaries);
      argo.run(ArgoCdPrograms.of(binaries, cluster.kubeconfig(), folder.toAbsolutePath()));
      return argo;
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  private void install(ArgoCdBinaries binaries) {
    cluster.kubectl().attempt("create", "namespace", NAMESPACE);
    kubectl("apply", "--server-side", "--force-conflicts", "-f", binaries.manifests().toString());
    await()
        .atMost(START_LIMIT)
        .until(() -> cluster.kubectl().attempt("get", DEFINED, "-n", NAMESPACE).succeeded());
    kubectl("apply", "--server-side", "-f", PROJECT.toString());
    kubectl("patch", "configmap", "argocd-cm", "--patch-file", HEALTH_CHECKS.toString());
  }

  private void kubectl(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--namespace";
    all[arguments.length + 1] = NAMESPACE;
    cluster.kubectl().run(all);
  }

  private void run(ArgoCdPrograms programs) {
    try {
      start(programs.redis(), programs.redisPort());
    } catch (ProcessFailedException e) {
      throw new IllegalStateException(
          "Argo CD needs a redis-server on the PATH: install Debian's package redis-server.", e);
    }
    start(programs.repoServer(), programs.repoServerPort());
    start(programs.applicationController(), programs.controllerMetricsPort());
    start(programs.applicationSetController(), programs.applicationSetMetricsPort());
  }

  private void start(Program program, int port) {
    processes.start(program).awaitReady(START_LIMIT, () -> listens(port));
  }

  private static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return socket.isConnected();
    }
  }

  /** Stops it; its resources stay. */
  @Override
  public void close() {
    processes.close();
  }
}
