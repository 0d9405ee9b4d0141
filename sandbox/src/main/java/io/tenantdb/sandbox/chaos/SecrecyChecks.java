package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** No password and no key is where it could be read by people who may not have it. */
final class SecrecyChecks {
  private final KnownSecrets secrets;
  private final KubernetesClient client;

  SecrecyChecks(KnownSecrets secrets, KubernetesClient client) {
    this.secrets = secrets;
    this.client = client;
  }

  List<Verdict> all(Path folder, List<String> metrics) {
    return List.of(
        noneInLogs(folder),
        noneInResources("no secret in an Event", events()),
        noneInResources("no secret in a resource", resources()),
        noneInMetrics(metrics));
  }

  /**
   * Every log of the run: the operators', neon-local's and its PostgreSQL servers', the cluster's.
   */
  private Verdict noneInLogs(Path folder) {
    List<String> problems = new ArrayList<>();
    long looked = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path log : files.filter(SecrecyChecks::isLog).toList()) {
        looked++;
        Optional<String> text = read(log);
        text.ifPresent(
            t ->
                secrets
                    .in(t)
                    .forEach(found -> problems.add(folder.relativize(log) + ": " + found)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The logs in " + folder + " cannot be listed.", e);
    }
    return new Verdict("no secret in a log (%d known)".formatted(secrets.size()), looked, problems);
  }

  private static boolean isLog(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path) && (name.endsWith(".log") || name.equals("log"));
  }

  private static Optional<String> read(Path log) {
    try {
      return Optional.of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty(); // The compute it belonged to was suspended just now.
    }
  }

  private Verdict noneInResources(String check, List<? extends HasMetadata> resources) {
    List<String> problems = new ArrayList<>();
    for (HasMetadata resource : resources) {
      secrets
          .in(Serialization.asJson(resource))
          .forEach(
              found ->
                  problems.add(
                      "%s %s: %s"
                          .formatted(resource.getKind(), resource.getMetadata().getName(), found)));
    }
    return new Verdict(check, resources.size(), problems);
  }

  private List<? extends HasMetadata> events() {
    return client.events().v1().events().inAnyNamespace().list().getItems();
  }

  private List<? extends HasMetadata> resources() {
    return Stream.<HasMetadata>concat(
            client.resources(TenantDatabase.class).inAnyNamespace().list().getItems().stream(),
            client.resources(TenantDatabaseClass.class).list().getItems().stream())
        .toList();
  }

  private Verdict noneInMetrics(List<String> pages) {
    List<String> problems = pages.stream().flatMap(page -> secrets.in(page).stream()).toList();
    return new Verdict("no secret in the metrics", pages.size(), problems);
  }
}
