package io.tenantdb.kubectl.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster and namespace, as kubectl's own options say it. */
public final class ClusterOptions {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 60_000;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace. Default: that of the kubeconfig's context.")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context. Default: its current one.")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig. Default: KUBECONFIG, else ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--operator-namespace",
      paramLabel = "NAMESPACE",
      defaultValue = "tenantdb-system",
      description = "Where the operator is. Default: ${DEFAULT-VALUE}.")
  private String operatorNamespace;

  /** Opens the cluster for reading; the caller closes it. */
  public Cluster open() {
    Config config = config();
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    // A person waits and can ask again.
    config.setRequestRetryBackoffLimit(0);
    String given = namespace != null ? namespace : config.getNamespace();
    return new Cluster(config, given == null ? "default" : given, operatorNamespace);
  }

  private Config config() {
    if (kubeconfig != null) {
      if (!Files.isReadable(kubeconfig)) {
        throw unusable("The kubeconfig %s can't be read.".formatted(kubeconfig));
      }
      System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
    }
    Config config;
    try {
      config = Config.autoConfigure(context);
    } catch (KubernetesClientException e) {
      throw unusable("The kubeconfig can't be used: %s".formatted(e.getMessage()));
    }
    check(config);
    return config;
  }

  private void check(Config config) {
    List<String> contexts =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(known -> known.getName()).toList();
    if (context != null && !contexts.contains(context)) {
      throw unusable(
          "The kubeconfig has no context %s; it has %s."
              .formatted(context, contexts.isEmpty() ? "none" : String.join(", ", contexts)));
    }
    boolean isInCluster = System.getenv("KUBERNETES_SERVICE_HOST") != null;
    if (config.getCurrentContext() == null && !isInCluster) {
      throw unusable(
          "There is no kubeconfig with a current context. Set KUBECONFIG, or name --kubeconfig and --context.");
    }
  }

  private static PluginException unusable(String message) {
    return new PluginException(ExitStatus.UNREACHABLE, message);
  }
}
