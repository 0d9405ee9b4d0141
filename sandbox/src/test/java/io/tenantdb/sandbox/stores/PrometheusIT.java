package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdb.api.Reason;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus looks at a real operator, with the alert rules and for the dashboard. */
@ExtendWith(SharedKubernetes.class)
class PrometheusIT {
  private static final Path FILES = Path.of("../helm/files");
  private static final Path REFERENCE = Path.of("../docs/reference/metrics.md");
  private static final Pattern FAMILY = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);
  private static final Pattern OF_THE_PROCESS = Pattern.compile("(jvm|process|system)_.*");

  /** What is not there before it happened. */
  private static final List<String> MAY_BE_EMPTY =
      List.of("tenantdb_service_requests", "reconciliations_failure", "reconciliations_retries");

  private StoreWorld world;
  private EmbeddedPostgres registry;

  @BeforeEach
  void aPlatformWithAStoreThatIsWellAndOneThatWaits(KubernetesApiServer cluster) throws Exception {
    registry = EmbeddedPostgres.builder().start();
    world = StoreWorld.on(cluster);
    world.set(
        "TENANTDB_REGISTRY_URL",
        "postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
    world.set("TENANTDB_REGISTRY_USER", "postgres");
    world.set("TENANTDB_REGISTRY_PASSWORD", "unused");
    world.classes().apply();
    world.startOperator();
    world.stores().create("acme", world.stores().spec("Acme"));
    world.stores().create("lost", Specs.region("us-east-2").apply(world.stores().spec("Lost")));
    world.stores().awaitReady("acme");
    world.stores().awaitCondition("lost", "False", Reason.RegionNotOffered);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
    registry.close();
  }

  @Test
  void shouldShowNothingThatTheReferenceDoesNotHave() throws Exception {
    // Given
    String reference = Files.readString(REFERENCE);

    // When
    String page = world.page("/metrics").body();

    // Then
    assertThat(families(page))
        .hasSizeGreaterThan(20)
        .allMatch(
            name ->
                OF_THE_PROCESS.matcher(name).matches()
                    || reference.contains("`" + name + "`")
                    || reference.contains("`" + name.replaceFirst("_max$", "") + "`"));
    assertThat(page).contains("tenantdb_stores_time_to_ready_seconds_count 1");
  }

  @Test
  void shouldAnswerEveryQueryOfTheDashboardAndRaiseNoFalseAlarm(@TempDir Path folder)
      throws Exception {
    assumeTrue(Prometheus.isInstalled(), "Prometheus is not installed");
    try (Prometheus prometheus = Prometheus.start(folder, world.httpPort(), FILES)) {
      // When
      prometheus.awaitLooks(5);

      // Then
      List<String> empty = new ArrayList<>();
      for (String query : dashboard()) {
        if (prometheus.query(query).isEmpty()) {
          empty.add(query);
        }
      }
      assertThat(empty).allMatch(query -> MAY_BE_EMPTY.stream().anyMatch(query::contains));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(prometheus.alerts())
                      .as("only the store that waits for a person is told of")
                      .containsExactly("TenantdbStoreWaitsForPerson RegionNotOffered pending"));
    }
  }

  private static Set<String> families(String page) {
    return FAMILY.matcher(page).results().map(type -> type.group(1)).collect(Collectors.toSet());
  }

  private static List<String> dashboard() throws Exception {
    JsonNode panels =
        new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile()).get("panels");
    return elements(panels)
        .flatMap(panel -> elements(panel.path("targets")))
        .map(target -> target.get("expr").asText())
        .map(
            query ->
                query
                    .replace("$__rate_interval", "10s")
                    .replace("$namespace", ".*")
                    .replace("$job", ".*"))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
