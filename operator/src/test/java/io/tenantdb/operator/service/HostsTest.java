package io.tenantdb.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  private final Hosts hosts = new Hosts(Set.of("shops.example.com", "localhost"));

  @ParameterizedTest
  @CsvSource({
    "acme.shops.example.com, acme",
    "ACME.Shops.Example.COM, acme",
    "acme.shops.example.com:8443, acme",
    "acme.shops.example.com.:8443, acme",
    "acme.localhost:3000, acme",
    "a-b-1.localhost, a-b-1",
  })
  void shouldFindTheLabelRightBelowABaseDomain(String host, String subdomain) {
    assertThat(hosts.subdomainOf(host)).contains(subdomain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "localhost",
        ".localhost",
        "a.b.shops.example.com",
        "acme.example.com",
        "acme.shops.example.com.evil.com",
        "acmeshops.example.com",
        "-acme.localhost",
        "ac_me.localhost",
        "äcme.localhost",
        "acme.localhost:",
        "acme.localhost:123456",
        "acme.localhost/x",
        "127.0.0.1",
        "[::1]:3000",
        "acme\u0000.localhost",
        "a\nb.localhost",
      })
  void shouldFindNothingInAnythingElse(String host) {
    assertThat(hosts.subdomainOf(host)).isEmpty();
  }

  @Test
  void shouldNotReadALongName() {
    assertThat(hosts.subdomainOf("a".repeat(10_000) + ".localhost")).isEmpty();
  }
}
