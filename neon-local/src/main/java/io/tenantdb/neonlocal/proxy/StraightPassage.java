package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.ComputeRefusal;
import io.tenantdb.neonlocal.control.Computes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Passes bytes on: TLS and passwords are between the client and the branch's own server. */
final class StraightPassage implements Passage {

  private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xD2, 0x16, 0x2F};

  private final Computes computes;
  private final Refusal refusal;

  StraightPassage(Computes computes, Refusal refusal) {
    this.computes = computes;
    this.refusal = refusal;
  }

  @Override
  public void take(Socket client, byte[] hello, boolean negotiated, Target.Choice choice)
      throws IOException, InterruptedException {
    try {
      InetSocketAddress address = computes.awaken(choice.endpointId());
      try (Socket server = Session.open(address)) {
        if (negotiated) {
          requestTls(server);
        }
        server.getOutputStream().write(hello);
        Splice.run(client, server);
      } finally {
        computes.touch(choice.endpointId());
      }
    } catch (ComputeRefusal e) {
      refusal.tell(client, hello, choice.hosts(), String.valueOf(e.getMessage()));
    }
  }

  /** The client has its yes already; the server is asked the same question. */
  private static void requestTls(Socket server) throws IOException {
    server.getOutputStream().write(TLS_REQUEST);
    if (server.getInputStream().read() != 'S') {
      throw new IOException("the compute does not speak TLS");
    }
  }
}
