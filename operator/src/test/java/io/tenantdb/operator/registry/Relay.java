package io.tenantdb.operator.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP port in front of a database that can be cut and mended: the database is down, and back. */
final class Relay implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket server;

  Relay(int target) throws IOException {
    this.target = target;
    try (ServerSocket free = listen(0)) {
      this.port = free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  void mend() throws IOException {
    ServerSocket listening = listen(port);
    server = listening;
    Thread.startVirtualThread(() -> accept(listening));
  }

  void cut() {
    closeQuietly(server);
    open.forEach(Relay::closeQuietly);
    open.clear();
  }

  @Override
  public void close() {
    cut();
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(database);
        Thread.startVirtualThread(() -> copy(client, database));
        Thread.startVirtualThread(() -> copy(database, client));
      }
    } catch (IOException e) {
      closeQuietly(listening);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      closeQuietly(from);
    } finally {
      closeQuietly(to);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private static void closeQuietly(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("cannot close", e));
    }
  }
}
