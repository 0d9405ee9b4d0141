package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 for programs that have to be told which to listen on. */
public final class LoopbackPorts {
  private LoopbackPorts() {}

  /** A port that nobody listened on a moment ago; the kernel does not hand it out again soon. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port of 127.0.0.1 is free.", e);
    }
  }
}
