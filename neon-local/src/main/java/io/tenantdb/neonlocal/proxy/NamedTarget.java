package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.Computes;
import io.tenantdb.neonlocal.control.Hosts;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** An address that endpoints share: the TLS server name tells which is meant. */
record NamedTarget(Hosts.Names names, Computes computes) implements Target {

  @Override
  public Choice choose(byte[] hello) {
    return ClientHello.serverName(hello)
        .map(name -> new Choice(names.endpointOf(name), List.of(name)))
        .orElseGet(() -> new Choice("", List.of(names.domain())));
  }

  /** A request to cancel carries no name, but only the server that gave out its secret heeds it. */
  @Override
  public Collection<InetSocketAddress> cancelAddresses() {
    return computes.awakeAddresses();
  }
}
