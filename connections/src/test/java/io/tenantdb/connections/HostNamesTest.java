package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host headers come from anybody. */
final class HostNamesTest {
  private final HostNames names = new HostNames(List.of("example.com", "Shops.Example.ORG"));

  private Optional<String> labelOf(String host) {
    return HostNames.plain(host).flatMap(names::labelOf);
  }

  @ParameterizedTest
  @CsvSource({
    "acme.example.com, acme",
    "ACME.Example.COM, acme",
    "acme.example.com:8443, acme",
    "acme.example.com., acme",
    "acme.example.com.:443, acme",
    "a-1.shops.example.org, a-1",
    "bücher.example.com, xn--bcher-kva",
    "xn--bcher-kva.example.com, xn--bcher-kva"
  })
  void shouldFindTheLabelRightBelowABaseDomain(String host, String label) {
    // Then
    assertThat(labelOf(host)).contains(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        ":80",
        "example.com",
        ".example.com",
        "a.b.example.com",
        "acme.example.com.evil.test",
        "acmeexample.com",
        "acme.example.com:port",
        "acme.example.com:123456",
        "acme.example.com:80:80",
        "acme..example.com",
        "-acme.example.com",
        "acme-.example.com",
        "ac_me.example.com",
        "acme.example.com/../other",
        "acme.example.com\u0000",
        "acme.example.com\nHost: other.example.com",
        "user@acme.example.com",
        "acme%2e.example.com",
        "127.0.0.1",
        "127.0.0.1:80",
        "[::1]",
        "[::1]:80",
        "localhost"
      })
  void shouldFindNoStoreInWhatIsNoSuchName(String host) {
    // Then
    assertThat(labelOf(host)).isEmpty();
  }

  @Test
  void shouldFindNoStoreInTenKilobytes() {
    // Then
    assertThat(labelOf("a".repeat(10_240) + ".example.com")).isEmpty();
    assertThat(labelOf("a".repeat(64) + ".example.com")).isEmpty();
  }

  @Test
  void shouldTellNamesOfBaseDomainsFromOthers() {
    // Then
    assertThat(names.isOurs("example.com")).isTrue();
    assertThat(names.isOurs("a.b.example.com")).isTrue();
    assertThat(names.isOurs("example.net")).isFalse();
    assertThat(names.isOurs("notexample.com")).isFalse();
  }

  @Test
  void shouldRefuseABaseDomainThatIsNone() {
    // Then
    assertThatThrownBy(() -> new HostNames(List.of("https://example.com")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://example.com");
  }
}
