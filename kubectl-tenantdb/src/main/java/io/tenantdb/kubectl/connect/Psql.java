package io.tenantdb.kubectl.connect;

import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the psql of the PATH on this terminal. */
final class Psql {
  private static final String PROGRAM = "psql";

  /** Runs it and returns what it ends with. */
  int run(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process psql = start(builder);
    // Ctrl-C is for psql, which cancels a query with it; the terminal sends it to this process,
    // too.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> Runtime.getRuntime().halt(await(psql)), "waits for psql"));
    return await(psql);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new PluginException(
          ExitStatus.NO_PSQL,
          "psql can't be started from the PATH. Install it (Debian: postgresql-client, macOS: libpq), or use `kubectl tenantdb open NAME` with another client.");
    }
  }

  private static int await(Process psql) {
    while (true) {
      try {
        return psql.waitFor();
      } catch (InterruptedException e) {
        // The session is the person's: it ends when they end it.
        Thread.interrupted();
      }
    }
  }
}
