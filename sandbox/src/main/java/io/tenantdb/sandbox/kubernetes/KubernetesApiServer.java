package io.tenantdb.sandbox.kubernetes;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A real Kubernetes API server with RBAC and service accounts, its etcd, and the controllers that
 * collect garbage, finish namespaces, make default service accounts and aggregate cluster roles. No
 * nodes: nothing runs pods. Everything listens on 127.0.0.1 only.
 *
 * <p>All state is in one folder; a start in a folder that was used before finds its objects again
 * (at another port, so read the kubeconfig anew). Safe for several threads.
 */
public final class KubernetesApiServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration TOKEN_LIFE = Duration.ofDays(30);

  private final ControlPlane plane;
  private final ChildProcesses processes;
  private final Kubeconfig kubeconfigs;
  private final Path adminKubeconfig;
  private ChildProcess apiServer;

  private KubernetesApiServer(
      ControlPlane plane,
      ChildProcesses processes,
      ChildProcess apiServer,
      Kubeconfig kubeconfigs,
      Path adminKubeconfig) {
    this.plane = plane;
    this.apiServer = apiServer;
    this.processes = processes;
    this.kubeconfigs = kubeconfigs;
    this.adminKubeconfig = adminKubeconfig;
  }

  /**
   * Starts one and returns when it is ready, after 3 to 5 seconds on a machine at rest.
   *
   * @param stateFolder made when absent; takes etcd's data, keys, logs and kubeconfig files
   * @throws io.tenantdb.sandbox.process.ProcessFailedException when a program does not come up (the
   *     message shows the end of its log) or another run uses the folder
   */
  public static KubernetesApiServer start(KubernetesBinaries binaries, Path stateFolder) {
    return start(binaries, stateFolder, Set.of());
  }

  /** The same, with more than usual. */
  public static KubernetesApiServer start(
      KubernetesBinaries binaries, Path stateFolder, Set<ClusterFeature> features) {
    Path folder = stateFolder.toAbsolutePath();
    ChildProcesses processes = ChildProcesses.in(folder);
    try {
      return start(binaries, folder, processes, features);
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  private static KubernetesApiServer start(
      KubernetesBinaries binaries,
      Path folder,
      ChildProcesses processes,
      Set<ClusterFeature> features) {
    ClusterSecrets secrets = ClusterSecrets.in(folder);
    int port = LoopbackPorts.free();
    ControlPlane plane =
        new ControlPlane(binaries, folder, secrets, LoopbackPorts.free(), port, features);
    processes.start(plane.etcd());
    ChildProcess apiServer = processes.start(plane.apiServer());
    apiServer.awaitReady(START_LIMIT, () -> Files.exists(plane.serverCertificates()));

    Kubeconfig kubeconfigs = new Kubeconfig(port, plane.serverCertificates());
    Path admin =
        PrivateFile.write(
            folder.resolve("admin.kubeconfig"),
            kubeconfigs.forBearer("admin", secrets.adminToken()));
    ChildProcess controllers = processes.start(plane.controllerManager(admin));
    try (Readiness readiness = Readiness.of(admin)) {
      apiServer.awaitReady(START_LIMIT, readiness::apiServerServes);
      controllers.awaitReady(START_LIMIT, readiness::controllersWork);
    }
    return new KubernetesApiServer(plane, processes, apiServer, kubeconfigs, admin);
  }

  /** The kubeconfig of an administrator who may do anything. */
  public Path kubeconfig() {
    return adminKubeconfig;
  }

  /**
   * Writes the kubeconfig of a service account, so that a program runs with the rights it would
   * have in a cluster. Its token is good for 30 days. The service account must exist.
   */
  public Path kubeconfigFor(String namespace, String serviceAccount) {
    String user = namespace + "." + serviceAccount;
    return PrivateFile.write(
        plane.folder().resolve(user + ".kubeconfig"),
        kubeconfigs.forBearer(user, token(namespace, serviceAccount, List.of())));
  }

  /**
   * A token of a service account, good for 30 days, which must exist.
   *
   * @param audiences what it is for; none: the Kubernetes API
   */
  public String token(String namespace, String serviceAccount, List<String> audiences) {
    try (KubernetesClient client = client()) {
      var request =
          new TokenRequestBuilder()
              .withNewSpec()
              .withAudiences(audiences)
              .withExpirationSeconds(TOKEN_LIFE.toSeconds())
              .endSpec()
              .build();
      return client
          .serviceAccounts()
          .inNamespace(namespace)
          .withName(serviceAccount)
          .tokenRequest(request)
          .getStatus()
          .getToken();
    }
  }

  /** A client for the administrator; the caller closes it. */
  public KubernetesClient client() {
    return clientFor(adminKubeconfig);
  }

  /** A client for the user of a kubeconfig file; the caller closes it. */
  public static KubernetesClient clientFor(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  /**
   * Who did what ({@link ClusterFeature#AUDIT}): a JSON object a line, of the group audit.k8s.io.
   */
  public Path auditLog() {
    return plane.auditLog();
  }

  /** The real kubectl for the administrator. */
  public Kubectl kubectl() {
    return new Kubectl(plane.binaries().kubectl(), adminKubeconfig);
  }

  /** Stops the API server alone, as an upgrade of a control plane does; its objects stay. */
  public synchronized void stopApiServer() {
    processes.stop(apiServer);
  }

  /** Starts it again at the same port and returns when it is ready. */
  public synchronized void startApiServer() {
    apiServer = processes.start(plane.apiServer());
    try (Readiness readiness = Readiness.of(adminKubeconfig)) {
      apiServer.awaitReady(START_LIMIT, readiness::apiServerServes);
    }
  }

  /** Stops everything; the objects stay in the state folder. */
  @Override
  public void close() {
    processes.close();
  }
}
