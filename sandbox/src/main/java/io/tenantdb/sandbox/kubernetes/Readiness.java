package io.tenantdb.sandbox.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** Asks a control plane whether it can be used yet; each question fails at once when it cannot. */
record Readiness(KubernetesClient client) implements AutoCloseable {

  static Readiness of(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    config.setRequestRetryBackoffLimit(0);
    return new Readiness(new KubernetesClientBuilder().withConfig(config).build());
  }

  boolean apiServerServes() {
    return "ok".equals(client.raw("/readyz"))
        && client.namespaces().withName("default").get() != null;
  }

  /** The service account that a controller makes in every namespace shows that controllers run. */
  boolean controllersWork() {
    return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
  }

  @Override
  public void close() {
    client.close();
  }
}
