package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreAddressTest {
  private static final Duration LOGIN = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    "POOLED, ep-a-pooler.c-2.neon.tech, ep-a-pooler.c-2.neon.tech",
    "DIRECT, ep-a-pooler.c-2.neon.tech, ep-a.c-2.neon.tech",
    "DIRECT, ep-a.c-2-pooler.neon.tech, ep-a.c-2-pooler.neon.tech",
    "DIRECT, localhost, localhost"
  })
  void shouldNameTheHost(StoreHost host, String sealed, String expected) {
    // Then
    assertThat(host.of(sealed)).isEqualTo(expected);
  }

  @Test
  void shouldHideThePassword() {
    // When
    StoreAddress address =
        StoreAddress.parse(
            "postgresql://app:se%2Fcret@ep-a-pooler.neon.tech:5433/shop?sslmode=require",
            StoreHost.DIRECT, LOGIN, Map.of());

    // Then
    assertThat(address.toString()).contains("ep-a.neon.tech:5433/shop").doesNotContain("cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "mysql://u:secret@host/db",
        "postgresql://host/db",
        "postgresql://u@host/db",
        "postgresql://u:secret@host",
        "postgresql://u:secret@ho st/db"
      })
  void shouldRefuseWhatIsNoAddressWithoutRepeatingIt(String text) {
    // Then
    assertThatThrownBy(() -> StoreAddress.parse(text, StoreHost.POOLED, LOGIN, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldRefuseAPropertyThatTheDriverRefuses() {
    // Then
    assertThatThrownBy(
            () ->
                StoreAddress.parse(
                    "postgresql://u:p@host/db", StoreHost.POOLED, LOGIN, Map.of("sslMode", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sslMode");
  }
}
