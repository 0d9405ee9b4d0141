package io.tenantdb.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeaderGaugesTest {
  private final MutableClock clock = new MutableClock();
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LeaderGauges gauges = new LeaderGauges(leads::get, clock).showIn(metrics);

  LeaderGaugesTest() {
    gauges.add(
        () ->
            Stream.of(
                Meters.STORES.reading(asked.incrementAndGet(), "shared", "aws-eu", "Ready"),
                Meters.STORES.reading(2, "shared", "aws-eu", "Failed")));
    gauges.add(Meters.NEON_LANE_WAITING, () -> 7);
  }

  @Test
  void shouldShowEveryReadingWithItsLabelsAndMeaning() {
    // When
    String page = metrics.scrape();

    // Then
    assertThat(page.lines())
        .contains(
            "# HELP tenantdb_stores TenantDatabases",
            "# TYPE tenantdb_stores gauge",
            "tenantdb_stores{class=\"shared\",phase=\"Ready\",region=\"aws-eu\"} 1.0",
            "tenantdb_stores{class=\"shared\",phase=\"Failed\",region=\"aws-eu\"} 2.0",
            "tenantdb_neon_lane_waiting 7.0");
  }

  @Test
  void shouldShowTheOthersWhenOneCannotBeRead() {
    // Given
    gauges.add(
        () ->
            Stream.of("never")
                .map(
                    _ -> {
                      throw new IllegalStateException("as planned");
                    }));

    // When
    String page = metrics.scrape();

    // Then
    assertThat(page).contains("tenantdb_neon_lane_waiting 7.0");
  }

  @Test
  void shouldShowNothingWhileAnotherProcessLeads() {
    // Given
    leads.set(false);

    // When
    String page = metrics.scrape();

    // Then
    assertThat(page).doesNotContain("tenantdb_");
    assertThat(asked).as("and costs nothing").hasValue(0);
  }

  @Test
  void shouldShowNothingOfBeforeWhenItLostTheLead() {
    // Given
    String before = metrics.scrape();
    leads.set(false);

    // When
    String after = metrics.scrape();

    // Then
    assertThat(before).contains("tenantdb_stores");
    assertThat(after).doesNotContain("tenantdb_stores");
  }

  @Test
  void shouldNotReadAgainForSomeSeconds() {
    // Given
    metrics.scrape();
    clock.advance(Duration.ofSeconds(4));
    metrics.scrape();
    int within = asked.get();
    clock.advance(Duration.ofSeconds(1));

    // When
    metrics.scrape();

    // Then
    assertThat(within).isEqualTo(1);
    assertThat(asked).hasValue(2);
  }
}
