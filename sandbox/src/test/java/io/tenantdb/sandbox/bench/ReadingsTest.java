package io.tenantdb.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sandbox.bench.StoreSessions.Look;
import io.tenantdb.sandbox.bench.StoreSessions.Server;
import io.tenantdb.sandbox.bench.bare.BareStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the bench reads of others. */
final class ReadingsTest {
  @Test
  void shouldReadSamplesOfOneMetricOnly() {
    // Given
    String text =
        """
        # HELP apiserver_request_total Counter of requests.
        apiserver_request_total{code="201",resource="secrets",verb="POST"} 12
        apiserver_request_total{code="200",resource="a \\"b\\" {c}",verb="GET"} 3.5e+01 1700000000
        apiserver_request_total_other{verb="GET"} 1
        process_cpu_seconds_total 7.25
        """;

    // When
    List<Samples.Sample> requests = Samples.of(text, "apiserver_request_total");

    // Then
    assertThat(requests).extracting(Samples.Sample::value).containsExactly(12.0, 35.0);
    assertThat(requests.getFirst().label("verb")).isEqualTo("POST");
    assertThat(requests.getFirst().label("absent")).isEmpty();
    assertThat(Samples.of(text, "process_cpu_seconds_total"))
        .extracting(Samples.Sample::value)
        .containsExactly(7.25);
  }

  @Test
  void shouldCountWhatWasAdded() {
    // Given
    Counts before = new Counts(Map.of("POST a", 3L, "GET b", 5L));

    // When
    Counts added = new Counts(Map.of("POST a", 4L, "GET b", 5L, "PUT c", 2L)).since(before);

    // Then
    assertThat(added.byKind()).containsOnly(Map.entry("POST a", 1L), Map.entry("PUT c", 2L));
    assertThat(added.only(FleetTable::isWrite).total()).isEqualTo(3);
  }

  @Test
  void shouldAddUpTheTicksOfAProcessWhoseNameIsOdd() {
    assertThat(KernelView.ticks("4242 (a b) (c) S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0"))
        .isEqualTo(127);
  }

  @Test
  void shouldSeeItsOwnProcess() {
    assertThat(KernelView.ofThisProcess().cpu()).isPositive();
    assertThat(KernelView.ofThisProcess().residentBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void shouldFindTheTotalOfAHistogram() {
    assertThat(
            LiveHeap.total(
                """
                42:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         12345        1234567  [B (java.base@25)
                Total        543210       98765432
                """))
        .isEqualTo(98_765_432);
  }

  @Test
  void shouldTellOpenConnectionsFromThoseLatelyClosed() {
    // Given
    String table =
        """
          sl  local_address rem_address   st tx_queue rx_queue
           0: 0100007F:9C40 0101407F:1538 01 00000000:00000000
           1: 0100007F:9C41 0101407F:1538 06 00000000:00000000
           2: 0100007F:1538 0100007F:9C40 01 00000000:00000000
           3: 0100007F:9C42 0100007F:1538 01 00000000:00000000
        """;

    // When
    Look look = Look.at(table.lines(), Set.of(new Server("127.64", 5432)));

    // Then
    assertThat(look).isEqualTo(new Look(1, 2));
  }

  @Test
  void shouldReadWhetherAResourceIsReady() {
    // When
    WatchLine line =
        WatchLine.parse(
            """
            {"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"7"},"status":{
            "conditions":[{"type":"Placed","status":"False"},{"type":"Ready","status":"True"}]}}}""");

    // Then
    assertThat(line).isEqualTo(new WatchLine("MODIFIED", "a", "7", true));
  }

  @Test
  void shouldRankDurations() {
    // Given
    List<Duration> durations =
        IntStream.rangeClosed(1, 100).mapToObj(i -> Duration.ofMillis(101 - i)).toList();

    // When
    Percentiles percentiles = Percentiles.of(durations);

    // Then
    assertThat(percentiles.at(50)).isEqualTo(Duration.ofMillis(50));
    assertThat(percentiles.at(99)).isEqualTo(Duration.ofMillis(99));
    assertThat(percentiles.at(100)).isEqualTo(Duration.ofMillis(100));
    assertThat(Percentiles.of(List.of(Duration.ofSeconds(3))).at(50))
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void shouldMakeTheBareResourceOfTheRealOne() throws IOException {
    // Given
    Path manifest = Path.of("..", "crds", "manifests", "tenantdatabases.tenantdb.io.yaml");

    // When
    String definition = BareStore.definition(Files.readString(manifest));

    // Then
    assertThat(definition)
        .contains("name: \"barestores.bench.tenantdb.io\"", "kind: \"BareStore\"")
        .doesNotContain("\"tenantdb.io\"", "kind: \"TenantDatabase\"", "\"tdb\"");
  }
}
