package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.sandbox.demo.Checkout;
import io.tenantdb.sandbox.demo.Installation;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.KubernetesBinaries;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sealing.Keyring;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real parts that a campaign disturbs: a cluster, a registry, a Neon account. */
final class ChaosPlace implements AutoCloseable {
  /** Where the operator keeps its own Secrets. */
  static final String OPERATOR_NAMESPACE = "tenantdb-system";

  /** Where the stores live. */
  static final String STORES = "stores";

  private static final Logger log = LoggerFactory.getLogger(ChaosPlace.class);

  private final Path folder;
  private final Keyring keyring = Keyring.generate(Clock.systemUTC());

  /** What was started, the last first. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final @Nullable NeonProcess neonProcess;
  private final NeonTarget neon;
  private final RegistryServer registry;
  private final KubernetesApiServer cluster;
  private final KubernetesClient client;
  private final Path operatorKubeconfig;

  private ChaosPlace(
      Path folder, KubernetesBinaries binaries, @Nullable NeonTarget given, String addresses) {
    this.folder = folder;
    try {
      ChildProcesses processes = keep(ChildProcesses.in(folder));
      neonProcess = given == null ? NeonProcess.start(processes, folder, addresses) : null;
      registry = keep(new RegistryServer(folder));
      cluster = keep(KubernetesApiServer.start(binaries, folder.resolve("kubernetes")));
      client = keep(cluster.client());
      Installation.apply(client);
      operatorKubeconfig = cluster.kubeconfigFor(OPERATOR_NAMESPACE, "tenantdb-operator");
      if (neonProcess != null) {
        neonProcess.awaitReady();
      }
      neon = neonProcess == null ? Objects.requireNonNull(given) : neonProcess.target();
      prepare();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything; what was started is stopped again if anything fails.
   *
   * @param given a Neon account that is there already; null to start neon-local
   * @param addresses of neon-local's endpoints, their first two numbers
   */
  static ChaosPlace start(Path folder, @Nullable NeonTarget given, String addresses) {
    String built = System.getProperty("kubernetes.binaries");
    KubernetesBinaries binaries =
        built == null
            ? KubernetesBinaries.builtBy(Checkout.file("sandbox", "kubernetes", "build.sh"))
            : new KubernetesBinaries(Path.of(built));
    return new ChaosPlace(folder, binaries, given, addresses);
  }

  Path folder() {
    return folder;
  }

  Keyring keyring() {
    return keyring;
  }

  NeonTarget neon() {
    return neon;
  }

  /** The process id of neon-local; empty for an account that was there already. */
  Optional<Long> neonPid() {
    return Optional.ofNullable(neonProcess).map(NeonProcess::pid);
  }

  RegistryServer registry() {
    return registry;
  }

  KubernetesApiServer cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  Path operatorKubeconfig() {
    return operatorKubeconfig;
  }

  /** What the operator shows the API server. */
  String operatorToken() {
    Config config = Config.fromKubeconfig(operatorKubeconfig.toFile());
    return Stream.of(config.getOauthToken(), config.getAutoOAuthToken())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private void prepare() {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(STORES).endMetadata().build())
        .create();
    putSecret("neon-api-key", "api-key", neon.operatorKey());
    putSecret("keyring", "keyring.json", keyring.toJwks());
    client.resource(StoreClasses.shared(neon)).create();
    client.resource(StoreClasses.own(neon)).create();
  }

  private void putSecret(String name, String key, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(OPERATOR_NAMESPACE)
                .endMetadata()
                .addToStringData(key, value)
                .build())
        .create();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part of the sandbox did not stop");
      }
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }
}
