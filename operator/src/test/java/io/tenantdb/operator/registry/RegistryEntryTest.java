package io.tenantdb.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryEntryTest {

  static Stream<Object> printed() {
    return Stream.of(
        Entries.active(1),
        new RegistryAccess("jdbc:postgresql://db/reg", "registrar", "sealed-1", "service_role"),
        new Ledger.Work(
            new UUID(0, 1),
            new Ledger.Wanted(Entries.active(1), Fingerprint.of(Entries.active(1)))));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void shouldNotShowSecretsWhenPrinted(Object object) {
    // When
    String text = object.toString();

    // Then
    assertThat(text).doesNotContain("sealed-1");
  }
}
