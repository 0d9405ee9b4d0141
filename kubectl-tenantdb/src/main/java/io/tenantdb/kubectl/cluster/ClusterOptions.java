package io.tenantdb.kubectl.cluster;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
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
    Kubeconfig source = new Kubeconfig(kubeconfig, context);
    Config config = source.read();
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    // A person waits and can ask again.
    config.setRequestRetryBackoffLimit(0);
    return source.open(config, given(config), operatorNamespace);
  }

  private String given(Config config) {
    return Stream.of(Optional.ofNullable(namespace), Optional.ofNullable(config.getNamespace()))
        .flatMap(Optional::stream)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("default");
  }
}
