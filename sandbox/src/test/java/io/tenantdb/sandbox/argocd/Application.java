package io.tenantdb.sandbox.argocd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Application of Argo CD, as people look at it. */
public record Application(KubernetesClient client, String name) {
  private static final ResourceDefinitionContext APPLICATIONS =
      new ResourceDefinitionContext.Builder()
          .withGroup("argoproj.io")
          .withVersion("v1alpha1")
          .withKind("Application")
          .withPlural("applications")
          .withNamespaced(true)
          .build();

  /** What Argo CD found: {@code Synced Healthy}, and what the last sync came to. */
  public record State(String sync, String health, String operation, String operationMessage) {}

  /** What Argo CD says of one resource. */
  public record ResourceState(String sync, String health, String message) {}

  /** All there are. */
  public static List<Application> all(KubernetesClient client) {
    return client
        .genericKubernetesResources(APPLICATIONS)
        .inNamespace(ArgoCd.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .map(found -> new Application(client, found.getMetadata().getName()))
        .toList();
  }

  private Resource<GenericKubernetesResource> resource() {
    return client
        .genericKubernetesResources(APPLICATIONS)
        .inNamespace(ArgoCd.NAMESPACE)
        .withName(name);
  }

  /** Whether it is there. */
  public boolean exists() {
    return resource().get() != null;
  }

  /** What has to be done before it is gone, such as the deletion of its resources. */
  public List<String> finalizers() {
    return resource().require().getMetadata().getFinalizers();
  }

  /** What Argo CD found last. */
  public State state() {
    GenericKubernetesResource application = resource().require();
    return new State(
        text(application.get("status", "sync", "status")),
        text(application.get("status", "health", "status")),
        text(application.get("status", "operationState", "phase")),
        text(application.get("status", "operationState", "message")));
  }

  /** What Argo CD says of a resource of the Application, when it knows it. */
  public Optional<ResourceState> of(String kind, String resourceName) {
    return resources().stream()
        .filter(known -> kind.equals(known.get("kind")) && resourceName.equals(known.get("name")))
        .map(Application::stateOf)
        .findFirst();
  }

  /** The kinds of what it is made of. */
  public List<String> kinds() {
    return resources().stream().map(known -> text(known.get("kind"))).toList();
  }

  private List<Map<String, Object>> resources() {
    @Nullable List<Map<String, Object>> resources = resource().require().get("status", "resources");
    return resources == null ? List.of() : resources;
  }

  @SuppressWarnings("unchecked")
  private static ResourceState stateOf(Map<String, Object> resource) {
    Map<String, Object> health = (Map<String, Object>) resource.getOrDefault("health", Map.of());
    return new ResourceState(
        text(resource.get("status")), text(health.get("status")), text(health.get("message")));
  }

  /** How many syncs there were. */
  public int syncs() {
    @Nullable List<Object> history = resource().require().get("status", "history");
    return history == null ? 0 : history.size();
  }

  /** When Argo CD looked last. */
  public String reconciledAt() {
    return text(resource().require().get("status", "reconciledAt"));
  }

  /** Has Argo CD look at Git and the cluster now. */
  public void refresh() {
    annotate("argocd.argoproj.io/refresh", "normal");
  }

  /** The same without any cache. */
  public void refreshHard() {
    annotate("argocd.argoproj.io/refresh", "hard");
  }

  /** Sets an annotation. */
  public void annotate(String key, String value) {
    patch("{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** Deletes it; what becomes of its resources is up to its finalizers. */
  public void delete() {
    resource().delete();
  }

  /** Deletes it and lets its resources be. */
  public void abandon() {
    patch("{\"metadata\":{\"finalizers\":null}}");
    delete();
  }

  private void patch(String change) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
