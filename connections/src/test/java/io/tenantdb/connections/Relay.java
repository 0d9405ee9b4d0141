package io.tenantdb.connections;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A port in front of a server, which can be away (it hangs up on whoever calls) or silent. */
final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean isAway;
  private volatile boolean isSilent;
  private volatile boolean isFrozen;

  Relay(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How often anybody called, whether or not it was answered. */
  int calls() {
    return calls.get();
  }

  void goAway() {
    isAway = true;
    open.forEach(Relay::hangUp);
    open.clear();
  }

  /** Passes nothing on until it comes back; connections stay open. */
  void freeze() {
    isFrozen = true;
  }

  void comeBack() {
    isFrozen = false;
    isAway = false;
    isSilent = false;
  }

  /** Takes calls from now on, and says nothing. */
  void goSilent() {
    goAway();
    isAway = false;
    isSilent = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        calls.incrementAndGet();
        if (isAway) {
          hangUp(client);
          continue;
        }
        if (isSilent) {
          open.add(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.startVirtualThread(() -> copy(client, server));
        Thread.startVirtualThread(() -> copy(server, client));
      }
    } catch (IOException e) {
      goAway();
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      byte[] some = new byte[8192];
      for (int read = from.getInputStream().read(some);
          read >= 0;
          read = from.getInputStream().read(some)) {
        while (isFrozen) {
          Thread.sleep(10);
        }
        to.getOutputStream().write(some, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // One side hung up; so does the other.
    } finally {
      hangUp(to);
      hangUp(from);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    goAway();
  }
}
