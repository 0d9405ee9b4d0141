package io.tenantdb.neonlocal.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ways to end a PostgreSQL server (Java itself can send only SIGTERM, which waits for all
 * sessions).
 */
public final class Signals {

  private Signals() {}

  /**
   * Ends the server: sessions are terminated and everything is written; if it takes too long, at
   * once.
   */
  public static void stop(ProcessHandle server, Duration patience) throws InterruptedException {
    send("INT", server);
    if (!ends(server, patience)) {
      send("QUIT", server);
      if (!ends(server, patience)) {
        server.destroyForcibly();
        ends(server, patience);
      }
    }
  }

  private static void send(String signal, ProcessHandle server) throws InterruptedException {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " \"$0\"", "" + server.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run /bin/sh to stop a server", e);
    }
  }

  private static boolean ends(ProcessHandle server, Duration patience) throws InterruptedException {
    try {
      server.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + server.pid(), e);
    }
  }
}
