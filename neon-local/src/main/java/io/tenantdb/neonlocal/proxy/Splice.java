package io.tenantdb.neonlocal.proxy;

import java.io.IOException;
import java.net.Socket;

/** Passes bytes between two sockets, both ways, until one side ends. */
final class Splice {

  private Splice() {}

  static void run(Socket client, Socket server) throws InterruptedException {
    Thread back = Thread.ofVirtual().name("splice").start(() -> copy(server, client));
    copy(client, server);
    back.join();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is what it should be.
      return;
    }
  }
}
