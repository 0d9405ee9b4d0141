package io.tenantdb.sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no call for. */
final class Signals {
  private Signals() {}

  /** SIGSTOP. */
  static void stop(long pid) {
    send("STOP", pid);
  }

  /** SIGCONT. */
  static void resume(long pid) {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("kill cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
