package io.tenantdb.sandbox.stores;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.neonlocal.NeonLocalConfig;
import io.tenantdb.neonlocal.NeonLocalServer;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.operator.cache.LeanSerialization;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.runtime.RunningOperator;
import io.tenantdb.sandbox.helm.Rights;
import io.tenantdb.sandbox.kubernetes.InstalledApi;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sealing.Keyring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A platform of its own for one test: a Neon account with one project, a namespace, a class, and an
 * operator that can be stopped and started. Everything is real; only the namespaces keep tests
 * apart.
 */
final class StoreWorld implements AutoCloseable {
  /** How long a test waits for what ends by itself, on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  static final Duration POLL = Duration.ofMillis(100);
  static final String API_KEY = "napi_of_the_operator";
  static final String PROJECT = "stores-eu-00000001";
  static final String KEY_SECRET = "neon-api-key";
  static final String KEYRING_SECRET = "keyring";

  private static final String KEY_OF_THE_TEST = "napi_of_the_test";

  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesApiServer cluster;
  private final KubernetesClient client;
  private final Keyring keyring = Keyring.generate(Clock.systemUTC());
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Classes> classes = new HashMap<>();
  private final NeonCalls calls = new NeonCalls(KEY_OF_THE_TEST);
  private final NeonLocalServer neon;
  private @Nullable OwnOperator operator;
  private @Nullable Rights rights;

  private StoreWorld(KubernetesApiServer cluster, Map<String, String> neonSettings)
      throws IOException, InterruptedException, SQLException {
    this.cluster = cluster;
    InstalledApi.on(cluster);
    client = cluster.client();
    neon = startNeon(neonSettings);
    settings.put("TENANTDB_OPERATOR_NAMESPACE", operatorNamespace());
    settings.put("TENANTDB_WATCH_NAMESPACES", namespace());
    settings.put("TENANTDB_INSTALLATION_ID", "test-" + id);
    settings.put("TENANTDB_HTTP_ADDRESS", "127.0.0.1");
    settings.put("TENANTDB_HTTP_PORT", "0");
    createNamespace(operatorNamespace());
    createNamespace(namespace());
    putKey(KEY_SECRET, API_KEY);
    putKeyring(KEYRING_SECRET);
  }

  /** A world without an operator yet. */
  static StoreWorld on(KubernetesApiServer cluster)
      throws IOException, InterruptedException, SQLException {
    return new StoreWorld(cluster, Map.of());
  }

  /** A world with other settings of neon-local. */
  static StoreWorld on(KubernetesApiServer cluster, Map<String, String> neonSettings)
      throws IOException, InterruptedException, SQLException {
    return new StoreWorld(cluster, neonSettings);
  }

  /** The operator reconciles from now on, with the rights that the chart gives it. */
  StoreWorld startOperator() {
    if (operator != null) {
      throw new IllegalStateException("the operator is running; stop it first");
    }
    operator =
        OwnOperator.start(
            OperatorConfig.from(settings), Config.fromKubeconfig(operatorKubeconfig().toFile()));
    return this;
  }

  /** What an operator of this world reaches the cluster with. */
  Path operatorKubeconfig() {
    String served = settings.getOrDefault("TENANTDB_WATCH_NAMESPACES", "");
    rights =
        Rights.give(
            client, operatorNamespace(), served.isEmpty() ? List.of() : List.of(served.split(",")));
    return rights.kubeconfig(cluster);
  }

  /** An operator in this process, and its client. */
  private record OwnOperator(KubernetesClient client, RunningOperator running)
      implements AutoCloseable {
    static OwnOperator start(OperatorConfig settings, Config cluster) {
      KubernetesClient client =
          new KubernetesClientBuilder()
              .withConfig(cluster)
              .withKubernetesSerialization(new LeanSerialization())
              .build();
      return new OwnOperator(client, RunningOperator.start(settings, client, Clock.systemUTC()));
    }

    @Override
    public void close() {
      running.close();
      client.close();
    }
  }

  void stopOperator() {
    if (operator != null) {
      operator.close();
      operator = null;
    }
  }

  /** A setting for the next start of the operator. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  /** What an operator of this world is told, also one in a process of its own. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Stores of this world, as a test asks for them. */
  Stores stores() {
    return new Stores(this);
  }

  /** The class that stores of this world name unless they say otherwise. */
  Classes classes() {
    return classes("class");
  }

  /** Another class. */
  Classes classes(String name) {
    return classes.computeIfAbsent(name, key -> new Classes(this, key + "-" + id));
  }

  KubernetesClient client() {
    return client;
  }

  KubernetesApiServer cluster() {
    return cluster;
  }

  Keyring keyring() {
    return keyring;
  }

  NeonLocalServer neon() {
    return neon;
  }

  /** The Neon account as a person with a key of their own sees it. */
  NeonApi account() {
    return HttpNeonApi.create(
        neon.baseUrl(),
        new Secret(KEY_OF_THE_TEST),
        RequestBudget.ofNeonAccount(Clock.systemUTC()),
        io.tenantdb.neon.http.NeonCalls.ignored(),
        Clock.systemUTC());
  }

  /** What the operator asked of Neon so far. */
  NeonCalls calls() {
    return calls;
  }

  /** Where the running operator serves the connection service. */
  int servicePort() {
    return Objects.requireNonNull(operator).running().servicePort().orElseThrow();
  }

  /** Where the running operator serves its own pages. */
  int httpPort() {
    return Objects.requireNonNull(operator).running().httpPort();
  }

  /** Asks the running operator for one of its own pages, such as {@code /metrics}. */
  HttpResponse<String> page(String path) throws IOException, InterruptedException {
    if (operator == null) {
      throw new IllegalStateException("the operator is not running");
    }
    URI page = URI.create("http://127.0.0.1:%d%s".formatted(operator.running().httpPort(), path));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }
  }

  /** Where neon-local keeps its servers' files. */
  Path neonFolder() {
    return Path.of("target", "neon-local", id);
  }

  String namespace() {
    return "stores-" + id;
  }

  String operatorNamespace() {
    return "operator-" + id;
  }

  String className() {
    return classes().name();
  }

  void putKey(String secretName, String apiKey) {
    putSecret(secretName, "api-key", apiKey);
  }

  void putKeyring(String secretName) {
    putSecret(secretName, "keyring.json", keyring.toJwks());
  }

  void deleteSecret(String name) {
    client.secrets().inNamespace(operatorNamespace()).withName(name).delete();
  }

  void putSecret(String name, String key, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(operatorNamespace())
                .endMetadata()
                .addToStringData(key, value)
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Lets go of every store without its finalizer, so that nothing outlives the test. */
  @Override
  public void close() throws IOException {
    stopOperator();
    stores().abandonAll();
    if (rights != null) {
      rights.take();
    }
    classes.values().forEach(Classes::delete);
    client.namespaces().withName(namespace()).delete();
    client.namespaces().withName(operatorNamespace()).delete();
    client.close();
    neon.close();
  }

  private NeonLocalServer startNeon(Map<String, String> other)
      throws IOException, InterruptedException, SQLException {
    Map<String, String> texts = new HashMap<>();
    texts.put("stateFolder", neonFolder().toString());
    texts.put("api.port", "0");
    texts.put("postgres.port", "0");
    // Another when several builds share a machine.
    texts.put("postgres.addresses", System.getProperty("neon-local.addresses", "127.64"));
    texts.put("seed.id", PROJECT);
    texts.put("keys.0.key", API_KEY);
    texts.put("keys.1.key", KEY_OF_THE_TEST);
    texts.put("operations.create_branch", "PT0.05S");
    texts.put("operations.start_compute", "PT0.05S");
    texts.put("operations.apply_config", "PT0.05S");
    texts.putAll(other);
    List<Filter> filters = List.of(calls);
    return NeonLocalServer.start(NeonLocalConfig.of(texts), filters, Clock.systemUTC());
  }

  private void createNamespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }
}
