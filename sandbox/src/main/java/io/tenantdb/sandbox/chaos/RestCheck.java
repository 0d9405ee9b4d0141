package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
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

  private final KubernetesClient client;

  RestCheck(KubernetesClient client) {
    this.client = client;
  }

  Verdict nothingIsWritten() {
    Map<String, String> before = versions();
    Pauses.of(REST);
    Map<String, String> after = versions();
    List<String> problems = new ArrayList<>();
    before.forEach(
        (name, version) -> {
          if (!version.equals(after.get(name))) {
            problems.add("%s: version %s, then %s".formatted(name, version, after.get(name)));
          }
        });
    return new Verdict(
        "nothing written in %d s of rest".formatted(REST.toSeconds()), before.size(), problems);
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    add(versions, client.resources(TenantDatabase.class).inAnyNamespace().list().getItems());
    add(versions, client.resources(TenantDatabaseClass.class).list().getItems());
    add(versions, client.secrets().inAnyNamespace().list().getItems());
    return versions;
  }

  private static void add(Map<String, String> versions, List<? extends HasMetadata> resources) {
    resources.forEach(
        resource ->
            versions.put(
                resource.getKind() + " " + resource.getMetadata().getName(),
                resource.getMetadata().getResourceVersion()));
  }
}
