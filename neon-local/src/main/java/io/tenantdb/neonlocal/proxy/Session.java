package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.ComputeRefusal;
import io.tenantdb.neonlocal.control.Computes;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. neon-local reads only how it begins; TLS and passwords are between the
 * client and the branch's own server.
 */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xD2, 0x16, 0x2F};
  private static final int BACKEND_PATIENCE_MS = 10_000;

  private final Socket client;
  private final Target target;
  private final Computes computes;
  private final Refusal refusal;

  Session(Socket client, Target target, Computes computes, Refusal refusal) {
    this.client = client;
    this.target = target;
    this.computes = computes;
    this.refusal = refusal;
  }

  void run() {
    try (client) {
      client.setTcpNoDelay(true);
      serve(new DataInputStream(client.getInputStream()));
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(DataInputStream in) throws IOException, InterruptedException {
    Opening opening = Opening.read(in);
    switch (opening.kind()) {
      case GSS_REQUEST -> {
        client.getOutputStream().write('N');
        serve(in);
      }
      case TLS_REQUEST -> {
        client.getOutputStream().write('S');
        connect(Opening.readHello(in), true);
      }
      case DIRECT_TLS -> connect(opening.bytes(), false);
      case CANCEL -> cancel(opening.bytes());
      case PLAIN_STARTUP ->
          client
              .getOutputStream()
              .write(ErrorResponse.fatal("connection is insecure (try using `sslmode=require`)"));
    }
  }

  private void connect(byte[] hello, boolean negotiated) throws IOException, InterruptedException {
    Target.Choice choice = target.choose(hello);
    try {
      InetSocketAddress address = computes.awaken(choice.endpointId());
      try (Socket server = open(address)) {
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

  private static Socket open(InetSocketAddress address) throws IOException {
    Socket server = new Socket();
    server.setTcpNoDelay(true);
    server.connect(address, BACKEND_PATIENCE_MS);
    return server;
  }

  /** The client has its yes already; the server is asked the same question. */
  private static void requestTls(Socket server) throws IOException {
    server.getOutputStream().write(TLS_REQUEST);
    if (server.getInputStream().read() != 'S') {
      throw new IOException("the compute does not speak TLS");
    }
  }

  private void cancel(byte[] request) throws IOException {
    for (InetSocketAddress address : target.cancelAddresses()) {
      try (Socket server = open(address)) {
        server.getOutputStream().write(request);
        server.getInputStream().readAllBytes();
      }
    }
  }
}
