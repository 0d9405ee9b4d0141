package io.tenantdb.neonlocal.proxy;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** Where the connections of one listening address go. */
interface Target {

  /**
   * The endpoint a client wants.
   *
   * @param endpointId empty when the client did not say
   * @param hosts for the certificate of a refusal
   */
  record Choice(String endpointId, List<String> hosts) {}

  /** Decides by the client's hello. */
  Choice choose(byte[] hello);

  /** The awake servers a request to cancel may be meant for. */
  Collection<InetSocketAddress> cancelAddresses();
}
