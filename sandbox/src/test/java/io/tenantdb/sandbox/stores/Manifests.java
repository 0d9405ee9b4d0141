package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The manifests of the examples, changed no more than a test's world needs. */
record Manifests(StoreWorld world, String repository) {
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** {@code class.yaml}, with a name, a project and a Neon of the world. */
  String exampleClass(String name) throws IOException {
    GenericKubernetesResource tenantClass = read("class.yaml");
    tenantClass.getMetadata().setName(name);
    Map<String, Object> spec = map(tenantClass, "spec");
    spec.remove("default"); // There may be one for the whole cluster, and tests share it.
    child(spec, "neon").put("apiUrl", world.neon().baseUrl().toString());
    child(spec, "intake").put("namespace", world.namespace());
    firstOf(spec, "projects").put("id", StoreWorld.PROJECT);
    return Serialization.asYaml(tenantClass);
  }

  /** {@code stores.yaml}, in the world's namespace and with a class that is named. */
  String exampleStores(String className) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String document : Files.readString(EXAMPLES.resolve("stores.yaml")).split("---\n", -1)) {
      GenericKubernetesResource store =
          Serialization.unmarshal(document, GenericKubernetesResource.class);
      store.getMetadata().setNamespace(world.namespace());
      map(store, "spec").put("className", className);
      all.append(Serialization.asYaml(store)).append("---\n");
    }
    return all.toString();
  }

  /** {@code argocd/application.yaml} for a folder of the repository; named as the folder. */
  GenericKubernetesResource application(String folder) throws IOException {
    GenericKubernetesResource application = read("argocd/application.yaml");
    application.getMetadata().setName(folder);
    Map<String, Object> spec = map(application, "spec");
    child(spec, "source").put("repoURL", repository);
    child(spec, "source").put("path", folder);
    child(spec, "destination").put("namespace", world.namespace());
    return application;
  }

  /** {@code argocd/applicationset.yaml} for the repository. */
  GenericKubernetesResource applicationSet() throws IOException {
    GenericKubernetesResource set = read("argocd/applicationset.yaml");
    Map<String, Object> spec = map(set, "spec");
    Map<String, Object> git = child(firstOf(spec, "generators"), "git");
    git.put("repoURL", repository);
    git.put("requeueAfterSeconds", 3); // It looks every 3 minutes unless it is told.
    child(child(child(spec, "template"), "spec"), "source").put("repoURL", repository);
    return set;
  }

  private static GenericKubernetesResource read(String file) throws IOException {
    return Serialization.unmarshal(
        Files.readString(EXAMPLES.resolve(file)), GenericKubernetesResource.class);
  }

  /** The sync options of an Application, to be added to. */
  @SuppressWarnings("unchecked")
  static List<String> syncOptions(GenericKubernetesResource application) {
    Map<String, Object> policy = child(map(application, "spec"), "syncPolicy");
    return (List<String>) requireNonNull(policy.get("syncOptions"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(GenericKubernetesResource resource, String field) {
    return (Map<String, Object>) requireNonNull(resource.getAdditionalProperties().get(field));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String field) {
    return (Map<String, Object>) requireNonNull(parent.get(field));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> firstOf(Map<String, Object> parent, String field) {
    return ((List<Map<String, Object>>) requireNonNull(parent.get(field))).getFirst();
  }
}
