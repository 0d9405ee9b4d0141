package io.tenantdb.sandbox.helm;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.kubernetes.Kubectl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The stores of an installed platform, as a person with kubectl handles them. */
record PlatformStores(Kubectl kubectl, KubernetesClient client) {
  static final String NAMESPACE = "stores";

  void apply() {
    kubectl.run("apply", "-f", Path.of("..", "examples", "stores.yaml").toString());
  }

  List<TenantDatabase> all() {
    return client.resources(TenantDatabase.class).inNamespace(NAMESPACE).list().getItems();
  }

  void awaitReady() {
    await("--for=condition=Ready", "tdb", "--all");
  }

  void suspend(String store) {
    patch(store, "{\"suspended\":true}");
  }

  void resume(String store) {
    patch(store, "{\"suspended\":false}");
  }

  /** Changes a store's spec; a field that the definition does not know is an error. */
  void patch(String store, String spec) {
    String patch = "{\"spec\":%s}".formatted(spec);
    kubectl.run("patch", "tdb", store, "-n", NAMESPACE, "--type=merge", "-p", patch);
  }

  void renameSecret(String store, String name) {
    patch(store, "{\"connectionSecret\":{\"name\":\"%s\"}}".formatted(name));
    Awaitility.await()
        .atMost(InstalledPlatform.PATIENCE)
        .until(() -> connectionStrings().containsKey(name));
  }

  /** The spec as it is stored, with fields that this build does not know. */
  Map<String, Object> specOf(String store) {
    return raw(store).get("spec");
  }

  private GenericKubernetesResource raw(String store) {
    return client
        .genericKubernetesResources("tenantdb.io/v1alpha1", "TenantDatabase")
        .inNamespace(NAMESPACE)
        .withName(store)
        .require();
  }

  /** Waits until the status speaks of the spec as it is. */
  void awaitObserved(String store) {
    awaitPath(store, "{.status.observedGeneration}=" + raw(store).getMetadata().getGeneration());
  }

  void awaitReason(String store, String reason) {
    awaitPath(store, "{.status.conditions[?(@.type==\"Ready\")].reason}=" + reason);
  }

  private void awaitPath(String store, String pathAndValue) {
    await("--for=jsonpath=" + pathAndValue, "tdb/" + store);
  }

  private void await(String what, String... whom) {
    List<String> command = new ArrayList<>(List.of("wait", what, "-n", NAMESPACE));
    command.addAll(List.of(whom));
    command.add("--timeout=%ds".formatted(InstalledPlatform.PATIENCE.toSeconds()));
    kubectl.run(command.toArray(String[]::new));
  }

  void delete(String store) {
    kubectl.run("delete", "tdb", store, "-n", NAMESPACE, "--timeout=120s");
  }

  /** What every store's applications read, by Secret. */
  Map<String, String> connectionStrings() {
    return client.secrets().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(secret -> secret.getData().containsKey("connection-string.jwe"))
        .collect(Collectors.toMap(PlatformStores::name, PlatformStores::sealed));
  }

  private static String name(Secret secret) {
    return secret.getMetadata().getName();
  }

  private static String sealed(Secret secret) {
    return Objects.requireNonNull(secret.getData().get("connection-string.jwe"));
  }
}
