package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.Computes;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** An address that belongs to one endpoint. */
record FixedTarget(String endpointId, List<String> hosts, Computes computes) implements Target {

  @Override
  public Choice choose(byte[] hello) {
    return new Choice(endpointId, hosts);
  }

  @Override
  public Collection<InetSocketAddress> cancelAddresses() {
    return computes.addressOf(endpointId).stream().toList();
  }
}
