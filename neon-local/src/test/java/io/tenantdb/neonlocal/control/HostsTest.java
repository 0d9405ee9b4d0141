package io.tenantdb.neonlocal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostsTest {

  private final Hosts addresses = new Hosts.Addresses("127.64");
  private final Hosts.Names names = new Hosts.Names("neon.localhost", "127.0.0.1");

  @Test
  void shouldGiveEachEndpointTwoAddressesOfItsOwn() {
    // Given
    Set<String> used = new HashSet<>();

    // When
    for (int i = 0; i < 5000; i++) {
      String host = addresses.newHost("ep-" + i, used::contains);
      used.addAll(addresses.both(host));
    }

    // Then
    assertThat(used).hasSize(10_000).allMatch(host -> host.matches("127\\.64\\.\\d+\\.\\d+"));
    assertThat(used).noneMatch(host -> host.endsWith(".0") || host.endsWith(".255"));
  }

  @Test
  void shouldKeepItsOwnAddressOutOfThoseOfEndpoints() {
    assertThat(addresses.newHost("ep-x", host -> false)).isNotEqualTo(addresses.proxyHost());
  }

  @Test
  void shouldPutPoolerBehindTheEndpointsIdInNames() {
    // When
    String host = names.newHost("ep-calm-sea-a1", host2 -> false);

    // Then
    assertThat(host).isEqualTo("ep-calm-sea-a1.neon.localhost");
    assertThat(names.pooler(host)).isEqualTo("ep-calm-sea-a1-pooler.neon.localhost");
    assertThat(names.endpointOf(names.pooler(host))).isEqualTo("ep-calm-sea-a1");
    assertThat(names.endpointOf(host)).isEqualTo("ep-calm-sea-a1");
  }
}
