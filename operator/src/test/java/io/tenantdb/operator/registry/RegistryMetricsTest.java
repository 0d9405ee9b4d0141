package io.tenantdb.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RegistryMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicReference<RegistryHealth> health =
      new AtomicReference<>(new RegistryHealth(false, 3, 1, "refused", null));

  @Test
  void shouldFollowTheHealthOfTheMirror() {
    // Given
    new RegistryMetrics(health::get, Clock.fixed(NOON, ZoneOffset.UTC)).bindTo(metrics);
    double ageBefore = gauge("age");

    // When
    health.set(new RegistryHealth(true, 2, 1, null, NOON.minusMillis(1500)));

    // Then
    assertThat(ageBefore).isNaN();
    assertThat(gauge("connected")).isEqualTo(1);
    assertThat(gauge("pending")).isEqualTo(2);
    assertThat(gauge("refused")).isEqualTo(1);
    assertThat(gauge("age")).isEqualTo(1.5);
  }

  private double gauge(String name) {
    return metrics.get("tenantdb.registry." + name).gauge().value();
  }
}
