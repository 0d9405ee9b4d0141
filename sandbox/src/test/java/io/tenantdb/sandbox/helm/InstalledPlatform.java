package io.tenantdb.sandbox.helm;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.tenantdb.sandbox.kubernetes.ClusterFeature;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.tenantdb.sandbox.pods.Image;
import io.tenantdb.sandbox.pods.Node;
import io.tenantdb.sealing.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster with a node, in which the operator is installed by Helm, and all that it talks to. */
final class InstalledPlatform implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Path IMAGE = Path.of("..", "operator", "target", "jib-image.tar");

  private final Path folder;
  private final KubernetesApiServer cluster;
  private final KubernetesClient client;
  private final Outside outside;
  private final Node node;

  private InstalledPlatform(Path folder) throws Exception {
    this.folder = folder;
    cluster =
        SharedKubernetes.startFresh(
            Path.of("target", "helm-kubernetes"), EnumSet.allOf(ClusterFeature.class));
    client = cluster.client();
    outside = Outside.start(folder.resolve("outside"));
    node =
        Node.join(
            client,
            Image.unpack(IMAGE, folder.resolve("image")),
            Path.of("target", "helm-node").toAbsolutePath());
    prepareNamespaces();
  }

  static InstalledPlatform start(Path folder) throws Exception {
    return new InstalledPlatform(folder);
  }

  private void prepareNamespaces() {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(Chart.NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    cluster.kubectl().run("create", "namespace", PlatformStores.NAMESPACE);
    putSecret("neon-api-key", Map.of("api-key", Outside.API_KEY));
    putSecret("keyring", Map.of("keyring.json", Keyring.generate(Clock.systemUTC()).toJwks()));
    putSecret("tenantdb-connections-tls", outside.certificate());
    putSecret("tenantdb-registry", outside.registrySecret());
  }

  private void putSecret(String name, Map<String, String> data) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(Chart.NAMESPACE)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  String valuesText(String logLevel) {
    return """
        namespaces: [stores]
        settings:
          TENANTDB_LOG_LEVEL: %s
        javaOptions: -Xmx256m -XX:TieredStopAtLevel=1
        connectionService:
          enabled: true
          baseDomains: [example.com]
        intake:
          enabled: true
        networkPolicy:
          enabled: true
        defaultClass:
          create: true
          spec:
            neon:
              apiUrl: %s
              apiKeySecretRef:
                name: neon-api-key
            projects:
              - id: %s
                region: eu-central-1
            encryption:
              keyringSecretRef:
                name: keyring
            intake:
              namespace: stores
        # Two pods on one machine can't listen at all its addresses.
        extraEnv:
          - name: TENANTDB_HTTP_ADDRESS
            valueFrom: {fieldRef: {fieldPath: status.podIP}}
          - name: TENANTDB_SERVICE_ADDRESS
            valueFrom: {fieldRef: {fieldPath: status.podIP}}
        """
        .formatted(logLevel, outside.neonUrl(), Outside.PROJECT);
  }

  Path values(String logLevel) {
    try {
      return Files.writeString(
          folder.resolve("values-" + logLevel + ".yaml"), valuesText(logLevel));
    } catch (IOException e) {
      throw new UncheckedIOException("Not written.", e);
    }
  }

  KubernetesApiServer cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  void awaitRollout() {
    cluster
        .kubectl()
        .run(
            "rollout",
            "status",
            "deployment/" + Chart.RELEASE,
            "-n",
            Chart.NAMESPACE,
            "--timeout=" + PATIENCE.toSeconds() + "s");
    await().atMost(PATIENCE).until(() -> operatorPods().size() == 2);
  }

  /** Its pods, those that are about to go among them. */
  List<Pod> operatorPods() {
    return client
        .pods()
        .inNamespace(Chart.NAMESPACE)
        .withLabel("app.kubernetes.io/component", "operator")
        .list()
        .getItems();
  }

  /** The pod that acts, once one does. */
  String leader() {
    return await()
        .atMost(PATIENCE)
        .until(this::holder, holder -> operatorPods().stream().anyMatch(pod -> name(pod, holder)));
  }

  private static boolean name(Pod pod, @Nullable String name) {
    return pod.getMetadata().getName().equals(name);
  }

  private @Nullable String holder() {
    return client
        .leases()
        .inNamespace(Chart.NAMESPACE)
        .withName("tenantdb-operator")
        .get()
        .getSpec()
        .getHolderIdentity();
  }

  /** Whether the cluster lets a pod go, as a drained node asks. */
  boolean evict(String pod) {
    var eviction =
        new EvictionBuilder()
            .withNewMetadata()
            .withName(pod)
            .withNamespace(Chart.NAMESPACE)
            .endMetadata()
            .build();
    // Else the client asks again until the answer is yes.
    Config once =
        new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
    try (KubernetesClient drain = new KubernetesClientBuilder().withConfig(once).build()) {
      return drain.pods().inNamespace(Chart.NAMESPACE).withName(pod).evict(eviction);
    }
  }

  /** The stores of the one namespace that is served. */
  PlatformStores stores() {
    return new PlatformStores(cluster.kubectl(), client);
  }

  Set<String> branchesOfStores() {
    return outside.branchesOfStores();
  }

  void insertOrganization(String name, String subdomain) throws Exception {
    outside.insertOrganization(name, subdomain);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stores().all().stream()
                    .anyMatch(store -> subdomain.equals(store.getSpec().subdomain())));
  }

  CustomResourceDefinition definition() {
    return definitionOfStores().get();
  }

  void editDefinition(Consumer<CustomResourceDefinition> change) {
    definitionOfStores()
        .edit(
            definition -> {
              change.accept(definition);
              return definition;
            });
  }

  private Resource<CustomResourceDefinition> definitionOfStores() {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("tenantdatabases.tenantdb.io");
  }

  /** The token of an account that may have stores' connections. */
  String tokenOfAnApplication() {
    cluster
        .kubectl()
        .run("apply", "-f", Path.of("..", "examples", "storefront", "access.yaml").toString());
    return cluster.token(PlatformStores.NAMESPACE, "storefront", List.of("tenantdb.io"));
  }

  /** Asks a pod's connection service, trusting its authority only. */
  String ask(Pod pod, String path, String token) throws Exception {
    return outside.ask(pod.getStatus().getPodIP(), path, token);
  }

  @Override
  public void close() throws IOException {
    node.close();
    outside.close();
    client.close();
    cluster.close();
  }
}
