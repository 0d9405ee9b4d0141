package io.tenantdb.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryReadingsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void shouldShowTheHealthOfTheMirror() {
    // When
    Map<Meters, Double> readings =
        read(new RegistryHealth(true, 2, 1, NOON.minusSeconds(30), null, NOON.minusMillis(1500)));

    // Then
    assertThat(readings)
        .containsEntry(Meters.REGISTRY_CONNECTED, 1.0)
        .containsEntry(Meters.REGISTRY_PENDING, 2.0)
        .containsEntry(Meters.REGISTRY_PENDING_OLDEST, 30.0)
        .containsEntry(Meters.REGISTRY_REFUSED, 1.0)
        .containsEntry(Meters.REGISTRY_AGE, 1.5);
  }

  @Test
  void shouldNotClaimAnAgeBeforeItWasEverWell() {
    // When
    Map<Meters, Double> readings = read(new RegistryHealth(false, 0, 0, null, "refused", null));

    // Then
    assertThat(readings)
        .containsEntry(Meters.REGISTRY_CONNECTED, 0.0)
        .containsEntry(Meters.REGISTRY_PENDING_OLDEST, 0.0)
        .containsEntry(Meters.REGISTRY_AGE, Double.NaN);
  }

  private static Map<Meters, Double> read(RegistryHealth health) {
    return RegistryReadings.of(health, Clock.fixed(NOON, ZoneOffset.UTC))
        .collect(Collectors.toMap(Reading::meter, Reading::value));
  }
}
