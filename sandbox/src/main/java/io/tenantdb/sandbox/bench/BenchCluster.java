package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.sandbox.demo.Checkout;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.KubernetesBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An API server of this run, and what it costs. */
final class BenchCluster implements AutoCloseable {
  private final Path folder;
  private final KubernetesApiServer server;
  private final KubernetesClient client;

  private BenchCluster(Path folder, KubernetesApiServer server) {
    this.folder = folder;
    this.server = server;
    this.client = server.client();
  }

  /** A server with the namespace that the stores live in. */
  static BenchCluster start(Path runFolder) {
    Path folder = runFolder.resolve("kubernetes");
    BenchCluster cluster = new BenchCluster(folder, KubernetesApiServer.start(binaries(), folder));
    cluster.createNamespace(ResourceKind.NAMESPACE);
    return cluster;
  }

  KubernetesApiServer server() {
    return server;
  }

  KubernetesClient client() {
    return client;
  }

  void createNamespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  KernelView apiServer() {
    return process("kube-apiserver");
  }

  KernelView etcd() {
    return process("etcd");
  }

  /** Every request so far, as "verb resource", such as "APPLY tenantdatabases/status". */
  Counts requests() {
    return Counts.of(
        Samples.of(client.raw("/metrics"), "apiserver_request_total"),
        sample -> !sample.label("resource").isEmpty(),
        BenchCluster::kindOf);
  }

  private static String kindOf(Samples.Sample sample) {
    String part = sample.label("subresource");
    return sample.label("verb")
        + " "
        + sample.label("resource")
        + (part.isEmpty() ? "" : "/" + part)
        + (sample.label("code").startsWith("2") ? "" : " (" + sample.label("code") + ")");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private KernelView process(String name) {
    try {
      String pidFile = Files.readString(folder.resolve(name + ".pid"));
      return KernelView.of(Long.parseLong(pidFile.split(" ", 2)[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not run.", e);
    }
  }

  private static KubernetesBinaries binaries() {
    @Nullable String folder = System.getProperty("kubernetes.binaries");
    return folder == null
        ? KubernetesBinaries.builtBy(Checkout.file("sandbox", "kubernetes", "build.sh"))
        : new KubernetesBinaries(Path.of(folder));
  }
}
