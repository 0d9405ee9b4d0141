package io.tenantdb.sandbox.argocd;

import io.tenantdb.sandbox.process.LoopbackPorts;
import io.tenantdb.sandbox.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The programs of an Argo CD without its web server, and how they are told about each other. All
 * listen on 127.0.0.1, but for the application controller's metrics page, which has no option for
 * it.
 */
record ArgoCdPrograms(
    ArgoCdBinaries binaries,
    Path kubeconfig,
    Path folder,
    int redisPort,
    int repoServerPort,
    int repoServerMetricsPort,
    int controllerMetricsPort,
    int applicationSetMetricsPort) {

  static ArgoCdPrograms of(ArgoCdBinaries binaries, Path kubeconfig, Path folder) {
    return new ArgoCdPrograms(
        binaries,
        kubeconfig,
        folder,
        LoopbackPorts.free(),
        LoopbackPorts.free(),
        LoopbackPorts.free(),
        LoopbackPorts.free(),
        LoopbackPorts.free());
  }

  Program redis() {
    return new Program(
        "redis-server",
        List.of(
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(redisPort),
            "--dir",
            folder.toString(),
            "--save",
            ""));
  }

  Program repoServer() {
    return new Program(
        "argocd-repo-server",
        List.of(
            binaries.program("argocd-repo-server"),
            "--disable-tls",
            // Else a commit of a moment ago is not seen for 3 minutes by those who did not ask for
            // a refresh.
            "--revision-cache-expiration=1s",
            "--address=127.0.0.1",
            "--port=" + repoServerPort,
            "--metrics-address=127.0.0.1",
            "--metrics-port=" + repoServerMetricsPort,
            "--redis=" + redisAddress(),
            "--revision-cache-expiration=1s"), // A commit is seen at once, not after 3 minutes.
        // Nobody signs the commits of a test.
        Map.of("ARGOCD_GPG_ENABLED", "false", "TMPDIR", folder.toString()));
  }

  Program applicationController() {
    return new Program(
        "argocd-application-controller",
        List.of(
            binaries.program("argocd-application-controller"),
            "--kubeconfig=" + kubeconfig,
            "--namespace=" + ArgoCd.NAMESPACE,
            "--repo-server=" + repoServerAddress(),
            "--repo-server-plaintext",
            "--redis=" + redisAddress(),
            "--metrics-port=" + controllerMetricsPort,
            "--app-resync=10",
            "--persist-resource-health"), // So that a test can read each resource's.
        cluster());
  }

  Program applicationSetController() {
    return new Program(
        "argocd-applicationset-controller",
        List.of(
            binaries.program("argocd-applicationset-controller"),
            "--namespace=" + ArgoCd.NAMESPACE,
            "--argocd-repo-server=" + repoServerAddress(),
            "--repo-server-plaintext",
            "--metrics-addr=127.0.0.1:" + applicationSetMetricsPort,
            "--probe-addr=0", // Nobody asks.
            "--webhook-addr=127.0.0.1:0"),
        cluster());
  }

  /** The cluster that it runs in, as it takes it, is the one of the kubeconfig. */
  private Map<String, String> cluster() {
    return Map.of("ARGOCD_FAKE_IN_CLUSTER", "true", "KUBECONFIG", kubeconfig.toString());
  }

  private String redisAddress() {
    return "127.0.0.1:" + redisPort;
  }

  private String repoServerAddress() {
    return "127.0.0.1:" + repoServerPort;
  }
}
