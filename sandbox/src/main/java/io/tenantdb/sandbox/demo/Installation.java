package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.sandbox.demo.DemoPlace.NeonTarget;
import io.tenantdb.sealing.Keyring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Puts the operator's manifests and the examples into a cluster, as {@code kubectl apply} would.
 */
public final class Installation {
  /** The operator runs as a process beside the cluster, not in a pod. */
  private static final Set<String> NOT_HERE = Set.of("Deployment", "Service");

  private Installation() {}

  /** The one file that people apply, but for what runs the operator in the cluster. */
  public static void apply(KubernetesClient client) {
    apply(client, read(client, Checkout.file("install", "tenantdb-operator.yaml")));
  }

  /** The rights of the connection service and of the way in, which the demo shows. */
  public static void applyOptions(KubernetesClient client) {
    apply(client, read(client, Checkout.file("install", "connection-service.yaml")));
    apply(client, read(client, Checkout.file("install", "intake.yaml")));
  }

  /** What the storefront may. */
  static void applyStorefrontsAccess(KubernetesClient client) {
    apply(client, read(client, Checkout.file("examples", "storefront", "access.yaml")));
  }

  /** The examples' namespaces, the Secrets that the class names, the class, the stores. */
  static void applyExamples(KubernetesClient client, NeonTarget neon) {
    apply(client, read(client, Checkout.file("examples", "namespaces.yaml")));
    putSecret(client, "neon-api-key", "api-key", neon.apiKey());
    if (secret(client, "keyring") == null) {
      putSecret(client, "keyring", "keyring.json", Keyring.generate(Clock.systemUTC()).toJwks());
    }
    TenantDatabaseClass example =
        client
            .resources(TenantDatabaseClass.class)
            .load(Checkout.file("examples", "class.yaml").toFile())
            .item();
    example.setSpec(in(neon, example.getSpec()));
    apply(client, List.of(example));
    apply(client, read(client, Checkout.file("examples", "stores.yaml")));
  }

  /** The keyring that the examples' class names. */
  static Keyring keyring(KubernetesClient client) {
    String encoded = secret(client, "keyring").getData().get("keyring.json");
    return Keyring.parse(Base64.getDecoder().decode(encoded));
  }

  /** The example's class with the account and project of this place. */
  private static TenantDatabaseClassSpec in(NeonTarget neon, TenantDatabaseClassSpec spec) {
    return new TenantDatabaseClassSpec(
        spec.isDefault(),
        spec.isolation(),
        new NeonAccount(neon.apiUrl(), null, spec.neon().apiKeySecretRef()),
        neon.region(),
        List.of(
            new ProjectPlace(
                neon.projectId(), neon.region(), spec.projects().getFirst().maxTenants())),
        null,
        spec.template(),
        spec.database(),
        spec.compute(),
        spec.deletionPolicy(),
        spec.deletionGuard(),
        spec.encryption(),
        spec.schema(),
        spec.intake());
  }

  private static void apply(KubernetesClient client, List<HasMetadata> resources) {
    resources.stream()
        .filter(resource -> !NOT_HERE.contains(resource.getKind()))
        .forEach(
            resource ->
                client.resource(resource).fieldManager("demo").forceConflicts().serverSideApply());
  }

  private static List<HasMetadata> read(KubernetesClient client, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return client.load(in).items();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read.", e);
    }
  }

  private static Secret secret(KubernetesClient client, String name) {
    return client.secrets().inNamespace(DemoPlace.OPERATOR_NAMESPACE).withName(name).get();
  }

  private static void putSecret(KubernetesClient client, String name, String key, String value) {
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(DemoPlace.OPERATOR_NAMESPACE)
                .endMetadata()
                .addToData(key, encoded)
                .build())
        .fieldManager("demo")
        .forceConflicts()
        .serverSideApply();
  }
}
