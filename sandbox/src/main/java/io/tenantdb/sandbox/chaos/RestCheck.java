package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.zjsonpatch.JsonDiff;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** At rest nothing is written: every resource keeps its version. */
final class RestCheck {
  private static final Duration REST = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  RestCheck(KubernetesClient client) {
    this.client = client;
  }

  Verdict nothingIsWritten() {
    Map<String, HasMetadata> before = resources();
    Pauses.of(REST);
    Map<String, HasMetadata> after = resources();
    List<String> problems = new ArrayList<>();
    before.forEach(
        (name, resource) -> {
          HasMetadata now = after.get(name);
          if (now == null) {
            problems.add(name + " is gone");
          } else if (!version(resource).equals(version(now))) {
            problems.add(name + " was written: " + changes(resource, now));
          }
        });
    return new Verdict(
        "nothing written in %d s of rest".formatted(REST.toSeconds()), before.size(), problems);
  }

  private Map<String, HasMetadata> resources() {
    Map<String, HasMetadata> resources = new TreeMap<>();
    add(resources, client.resources(TenantDatabase.class).inAnyNamespace().list().getItems());
    add(resources, client.resources(TenantDatabaseClass.class).list().getItems());
    add(resources, client.secrets().inAnyNamespace().list().getItems());
    return resources;
  }

  private static void add(Map<String, HasMetadata> all, List<? extends HasMetadata> resources) {
    resources.forEach(
        resource -> all.put(resource.getKind() + " " + resource.getMetadata().getName(), resource));
  }

  private static String version(HasMetadata resource) {
    return resource.getMetadata().getResourceVersion();
  }

  /** What the write changed, as a JSON patch; of a Secret only that it was written. */
  private static String changes(HasMetadata before, HasMetadata after) {
    return before instanceof Secret
        ? ""
        : JsonDiff.asJson(JSON.valueToTree(before), JSON.valueToTree(after)).toString();
  }
}
