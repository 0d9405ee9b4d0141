package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.TWO_MIGRATIONS;
import static io.tenantdb.operator.registry.Entries.active;
import static io.tenantdb.operator.registry.Entries.withMigrations;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.registry.RegistryEntry.State;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final RegistryEntry PLAIN =
      entry("p", "b", "e", "s", "r", State.ACTIVE, 5_000_000L, NOON);

  static Stream<RegistryEntry> others() {
    return Stream.of(
        entry("x", "b", "e", "s", "r", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "x", "e", "s", "r", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "b", "x", "s", "r", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "b", "e", "x", "r", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "b", "e", null, "r", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "b", "e", "s", "x", State.ACTIVE, 5_000_000L, NOON),
        entry("p", "b", "e", "s", "r", State.FAILED, 5_000_000L, NOON),
        entry("p", "b", "e", "s", "r", State.ACTIVE, 9_000_000L, NOON),
        entry("p", "b", "e", "s", "r", State.ACTIVE, 5_000_000L, NOON.plusMillis(1)),
        entry("p", "b", "e", "s", "r", State.ACTIVE, 5_000_000L, null),
        entry("pb", "", "e", "s", "r", State.ACTIVE, 5_000_000L, NOON));
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldDifferWhenAColumnDiffers(RegistryEntry other) {
    // When
    Fingerprint fingerprint = Fingerprint.of(other);

    // Then
    assertThat(fingerprint).isNotEqualTo(Fingerprint.of(PLAIN));
  }

  @Test
  void shouldBeTheSameWhenTheRowCannotTellTheDifference() {
    // When
    Fingerprint fingerprint =
        Fingerprint.of(
            entry("p", "b", "e", "s", "r", State.ACTIVE, 5_000_001L, NOON.plusNanos(999)));

    // Then
    assertThat(fingerprint).isEqualTo(Fingerprint.of(PLAIN));
  }

  @Test
  void shouldNotDependOnTheOrderOfMigrations() {
    // When
    Fingerprint fingerprint = Fingerprint.of(withMigrations(1, TWO_MIGRATIONS.reversed()));

    // Then
    assertThat(fingerprint).isEqualTo(Fingerprint.of(active(1)));
  }

  @Test
  void shouldDifferWhenAMigrationIsMissing() {
    // When
    Fingerprint fingerprint =
        Fingerprint.of(withMigrations(1, List.of(new SchemaMigration("store tables", "1"))));

    // Then
    assertThat(fingerprint).isNotEqualTo(Fingerprint.of(active(1)));
  }

  private static RegistryEntry entry(
      String project,
      String branch,
      String endpoint,
      @Nullable String sealed,
      String region,
      State state,
      Long size,
      @Nullable Instant accessed) {
    return new RegistryEntry(
        Entries.organization(1),
        project,
        branch,
        endpoint,
        sealed,
        region,
        state,
        size,
        accessed,
        List.of());
  }
}
