package io.tenantdb.sandbox.kubernetes;

import io.tenantdb.sandbox.process.BuildScript;
import java.nio.file.Path;

/**
 * Definitions of Argo CD, cert-manager and the Prometheus operator on a server, without those who
 * would act on them: what an API server takes can be seen without.
 */
public final class OtherDefinitions {
  private static final BuildScript FETCH = new BuildScript(Path.of("definitions", "fetch.sh"));

  private OtherDefinitions() {}

  /** Safe to repeat; returns when the definitions are served. */
  public static void on(KubernetesApiServer server) {
    String manifests = FETCH.folder().toString();
    server.kubectl().run("apply", "--server-side", "--force-conflicts", "-f", manifests);
    server.kubectl().run("wait", "--for=condition=Established", "--timeout=30s", "-f", manifests);
  }
}
