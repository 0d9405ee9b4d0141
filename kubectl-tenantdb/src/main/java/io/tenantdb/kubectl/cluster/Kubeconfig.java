package io.tenantdb.kubectl.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that names the cluster and who asks. What is wrong with it is told without what the
 * parsers say, which repeat the line and with it a token.
 *
 * @param file null for that of KUBECONFIG, or the usual one
 * @param context null for its current one
 */
record Kubeconfig(@Nullable Path file, @Nullable String context) {
  private static final int LAST_PORT = 65_535;

  /** Reads it. */
  Config read() {
    if (file != null) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw unusable("the file can't be read");
      }
      System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, file.toString());
    }
    Config config = parsed();
    checkContext(config);
    if (!isAddress(config.getMasterUrl())) {
      throw unusable("its server is no address such as https://host:6443");
    }
    return config;
  }

  private Config parsed() {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException e) {
      throw unusable("it is not the YAML of a kubeconfig (%s)".formatted(kind(e)));
    }
  }

  private void checkContext(Config config) {
    List<String> contexts =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(known -> known.getName()).toList();
    if (context != null && !contexts.contains(context)) {
      throw unusable(
          "it has no context %s; it has %s"
              .formatted(context, contexts.isEmpty() ? "none" : String.join(", ", contexts)));
    }
    boolean isInCluster = System.getenv("KUBERNETES_SERVICE_HOST") != null;
    if (config.getCurrentContext() == null && !isInCluster) {
      throw new PluginException(
          ExitStatus.UNREACHABLE,
          "There is no kubeconfig with a current context. Set KUBECONFIG, or name --kubeconfig and --context.");
    }
  }

  private static boolean isAddress(@Nullable String server) {
    try {
      URI uri = new URI(String.valueOf(server));
      return uri.getHost() != null && uri.getPort() <= LAST_PORT;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Opens the cluster, for which the files are read that it names. */
  Cluster open(Config config, String namespace, String operatorNamespace) {
    try {
      return new Cluster(config, namespace, operatorNamespace);
    } catch (KubernetesClientException e) {
      throw unusable("its certificates or keys can't be used (%s)".formatted(innermost(e)));
    }
  }

  /** The message of a file that is missing is its path. */
  private static String innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    boolean isFile = inner instanceof FileNotFoundException || inner instanceof NoSuchFileException;
    return isFile ? String.valueOf(inner.getMessage()) : kind(inner);
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private PluginException unusable(String why) {
    return new PluginException(
        ExitStatus.UNREACHABLE,
        "The kubeconfig%s can't be used: %s.".formatted(file == null ? "" : " " + file, why));
  }
}
