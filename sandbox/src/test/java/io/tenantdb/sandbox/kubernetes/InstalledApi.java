package io.tenantdb.sandbox.kubernetes;

import java.nio.file.Path;

/** The operator's API on a server: installs the committed manifests as a user would. */
public final class InstalledApi {
  private static final Path MANIFESTS = Path.of("..", "crds", "manifests");

  private InstalledApi() {}

  /** Safe to repeat; returns when the API is served. */
  public static void on(KubernetesApiServer server) {
    server.kubectl().run("apply", "--server-side", "-f", MANIFESTS.toString());
    server
        .kubectl()
        .run("wait", "--for=condition=Established", "--timeout=30s", "-f", MANIFESTS.toString());
  }
}
