package io.tenantdb.neonlocal.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: reads how it begins. */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int BACKEND_PATIENCE_MS = 10_000;

  private final Socket client;
  private final Target target;
  private final Passage passage;

  Session(Socket client, Target target, Passage passage) {
    this.client = client;
    this.target = target;
    this.passage = passage;
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
    passage.take(client, hello, negotiated, target.choose(hello));
  }

  static Socket open(InetSocketAddress address) throws IOException {
    Socket server = new Socket();
    server.setTcpNoDelay(true);
    server.connect(address, BACKEND_PATIENCE_MS);
    return server;
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
