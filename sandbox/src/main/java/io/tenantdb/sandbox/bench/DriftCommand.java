package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Somebody changes what the operator made. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "How soon what was changed by hand is put right.")
final class DriftCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration POLL = Duration.ofMillis(10);

  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private SubjectOptions jvm = new SubjectOptions();

  @Option(names = "--times", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "When to give up on a drift. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, 5);
              ReadyWatch watch = place.watch()) {
            List<String> names = Names.of("fleet", options.stores);
            place.writer().createAll(names);
            watch.awaitReady(names, PATIENCE);
            report.title("Drift among %d stores".formatted(options.stores));
            MarkdownTable table = new MarkdownTable("changed by hand", "put right after");
            List<String> some = names.subList(0, Math.min(times, names.size()));
            table.row(
                "Secret deleted",
                each(some, name -> deletedSecret(place.cluster().client(), name)));
            table.row(
                "Secret's value changed",
                each(some, name -> editedSecret(place.cluster().client(), name)));
            table.row(
                "endpoint's largest size changed in the console",
                each(some, name -> resized(place, name)));
            report.table(table);
          }
        });
  }

  private String each(
      List<String> stores, java.util.function.Function<String, BooleanSupplier> change) {
    List<Duration> took = new ArrayList<>();
    for (String store : stores) {
      BooleanSupplier isRight = change.apply(store);
      long start = System.nanoTime();
      while (!isRight.getAsBoolean()) {
        if (System.nanoTime() - start > Duration.ofSeconds(waitSeconds).toNanos()) {
          return "not within %d s".formatted(waitSeconds);
        }
        Interruptions.pause(POLL);
      }
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return Percentiles.of(took).summary();
  }

  private static BooleanSupplier deletedSecret(KubernetesClient client, String store) {
    var secret =
        client.secrets().inNamespace(ResourceKind.NAMESPACE).withName(store + "-connection");
    String uid = secret.require().getMetadata().getUid();
    secret.delete();
    return () -> {
      var found = secret.get();
      return found != null && !found.getMetadata().getUid().equals(uid);
    };
  }

  private static BooleanSupplier editedSecret(KubernetesClient client, String store) {
    var secret =
        client.secrets().inNamespace(ResourceKind.NAMESPACE).withName(store + "-connection");
    String key = "connection-string.jwe";
    String edited = "ZWRpdGVk";
    secret.edit(
        found -> {
          found.getData().put(key, edited);
          return found;
        });
    return () -> !edited.equals(secret.require().getData().get(key));
  }

  private static BooleanSupplier resized(BenchPlace place, String store) {
    NeonApi api = place.neon().api();
    NeonLocation location =
        Objects.requireNonNull(
            place
                .cluster()
                .client()
                .resources(TenantDatabase.class)
                .inNamespace(ResourceKind.NAMESPACE)
                .withName(store)
                .require()
                .getStatus()
                .neon());
    String project = Objects.requireNonNull(location.projectId());
    String id = Objects.requireNonNull(location.endpointId());
    EndpointSettings right = endpoint(api, project, id).settings();
    EndpointSettings wrong =
        new EndpointSettings(
            right.minCu(), right.maxCu() + 1, right.suspendTimeoutSeconds(), right.disabled());
    api.updateEndpoint(project, id, wrong);
    return () -> endpoint(api, project, id).settings().isSameAs(right);
  }

  private static Endpoint endpoint(NeonApi api, String project, String id) {
    return api.endpoints(project).stream()
        .filter(endpoint -> endpoint.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
