package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.TWO_MIGRATIONS;
import static io.tenantdb.operator.registry.Entries.active;
import static io.tenantdb.operator.registry.Entries.withMigrations;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.registry.RegistryEntry.State;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final RegistryEntry PLAIN =
      entry("d", "p", "b", "e", "s", "r", State.ACTIVE, null, 5_000_000L);

  static Stream<RegistryEntry> others() {
    return Stream.of(
        entry("d", "x", "b", "e", "s", "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "x", "e", "s", "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "b", "x", "s", "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "b", "e", "x", "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "b", "e", null, "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "b", "e", "s", "x", State.ACTIVE, null, 5_000_000L),
        entry("d", "p", "b", "e", "s", "r", State.FAILED, null, 5_000_000L),
        entry("d", "p", "b", "e", "s", "r", State.ACTIVE, "m", 5_000_000L),
        entry("d", "p", "b", "e", "s", "r", State.ACTIVE, null, 9_000_000L),
        entry("x", "p", "b", "e", "s", "r", State.ACTIVE, null, 5_000_000L),
        entry(null, "p", "b", "e", "s", "r", State.ACTIVE, null, 5_000_000L),
        entry("d", "pb", "", "e", "s", "r", State.ACTIVE, null, 5_000_000L));
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
        Fingerprint.of(entry("d", "p", "b", "e", "s", "r", State.ACTIVE, null, 5_000_001L));

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
      @Nullable String subdomain,
      String project,
      String branch,
      String endpoint,
      @Nullable String sealed,
      String region,
      State state,
      @Nullable String message,
      Long size) {
    return new RegistryEntry(
        Entries.organization(1),
        subdomain,
        project,
        branch,
        endpoint,
        sealed,
        region,
        state,
        message,
        size,
        List.of());
  }
}
