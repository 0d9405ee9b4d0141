package io.tenantdb.neonlocal.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** Passes bytes between two sockets, both ways, until one side ends. */
final class Splice {

  private Splice() {}

  static void run(Socket client, Socket server) throws InterruptedException {
    Thread back = Thread.ofVirtual().name("splice").start(() -> copy(server, client));
    copy(client, server);
    back.join();
  }

  /** The same with a server behind a socket of the file system. */
  static void run(Socket client, SocketChannel server) throws InterruptedException {
    Thread back =
        Thread.ofVirtual()
            .name("splice")
            .start(
                () -> {
                  copy(Channels.newInputStream(server), client);
                  close(client);
                });
    try {
      client.getInputStream().transferTo(Channels.newOutputStream(server));
      server.shutdownOutput();
    } catch (IOException e) {
      close(client);
      close(server);
    }
    back.join();
  }

  private static void copy(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
    } catch (IOException e) {
      close(from);
    }
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

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is what it should be.
      return;
    }
  }
}
