package io.tenantdb.operator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.neon.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BindingKeysTest {
  private static final Secret POOLED =
      new Secret(
          "postgresql://store_app_1:p%40ss%2Fword%2B%C3%A9@ep-1-pooler.neon.tech/store%20db?sslmode=require&channel_binding=require");
  private static final Secret DIRECT =
      new Secret(
          "postgresql://store_app_1:p%40ss%2Fword%2B%C3%A9@ep-1.neon.tech:5433/store%20db?sslmode=require");

  @Test
  void shouldHoldNothingInClearWhenFormatIsSealed() {
    // When
    Map<String, String> keys = BindingKeys.of(credentials(Format.Sealed));

    // Then
    assertThat(keys).containsExactly(entry("connection-string.jwe", "sealed.."));
  }

  @Test
  void shouldHoldEveryKeyWhenFormatIsServiceBinding() {
    // When
    Map<String, String> keys = BindingKeys.of(credentials(Format.ServiceBinding));

    // Then
    assertThat(keys.keySet()).isEqualTo(BindingKeys.ALL);
  }

  @Test
  void shouldHoldTheWellKnownEntriesOfServiceBindings() {
    // When
    Map<String, String> keys = BindingKeys.of(credentials(Format.ServiceBinding));

    // Then
    assertThat(keys)
        .containsEntry("connection-string.jwe", "sealed..")
        .containsEntry("type", "postgresql")
        .containsEntry("provider", "neon")
        .containsEntry("host", "ep-1-pooler.neon.tech")
        .containsEntry("port", "5432")
        .containsEntry("database", "store db")
        .containsEntry("username", "store_app_1")
        .containsEntry("password", "p@ss/word+é")
        .containsEntry("uri", POOLED.reveal())
        .containsEntry("direct-uri", DIRECT.reveal());
  }

  @Test
  void shouldEncodeWhatJdbcDriversDecode() {
    // When
    Map<String, String> keys = BindingKeys.of(credentials(Format.ServiceBinding));

    // Then
    assertThat(keys)
        .containsEntry(
            "jdbc-uri",
            "jdbc:postgresql://ep-1-pooler.neon.tech:5432/store%20db?sslmode=require&channelBinding=require&user=store_app_1&password=p%40ss%2Fword%2B%C3%A9")
        .containsEntry(
            "direct-jdbc-uri",
            "jdbc:postgresql://ep-1.neon.tech:5433/store%20db?sslmode=require&user=store_app_1&password=p%40ss%2Fword%2B%C3%A9");
  }

  private static StoreCredentials credentials(Format format) {
    return new StoreCredentials(
        "acme-connection", format, "br-1", "ep-1", "store_app_1", POOLED, DIRECT, "sealed..");
  }
}
