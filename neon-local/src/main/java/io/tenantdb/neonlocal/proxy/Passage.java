package io.tenantdb.neonlocal.proxy;

import java.io.IOException;
import java.net.Socket;

/** How a client that begins TLS gets to its server. */
interface Passage {

  /**
   * Serves the client until it ends.
   *
   * @param hello the client's first TLS record
   * @param negotiated whether the client asked for TLS in PostgreSQL's way, and was told yes
   */
  void take(Socket client, byte[] hello, boolean negotiated, Target.Choice choice)
      throws IOException, InterruptedException;
}
