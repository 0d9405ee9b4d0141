package io.tenantdb.neonlocal.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One running PostgreSQL, on a loopback port that only neon-local knows. Its log is a file beside
 * the data folder.
 */
public final class PostgresServer {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final int START_ATTEMPTS = 3;

  /**
   * Becomes the server, and leaves a shell beside it that ends the server when neon-local's end of
   * the pipe closes: no server outlives a neon-local that was killed.
   */
  private static final String GUARD =
      "exec 3<&0; ( ( read _ <&3; kill -INT $$ ) >/dev/null 2>&1 </dev/null & );"
          + " exec 3<&- </dev/null \"$@\"";

  private static final int LOG_TAIL = 2000;

  private final Process process;
  private final int port;
  private final ServerFolder folder;

  private PostgresServer(Process process, int port, ServerFolder folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @throws IOException when it does not start; the message ends with its log's last lines
   */
  public static PostgresServer start(
      PostgresBinaries binaries, ServerFolder folder, ServerSettings settings)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      PostgresServer server = launch(binaries, folder, settings);
      try {
        server.awaitReady();
        return server;
      } catch (IOException e) {
        server.stop();
        // Somebody may have taken the port between our look and the server's.
        if (attempt == START_ATTEMPTS
            || !String.valueOf(e.getMessage()).contains("could not bind")) {
          throw e;
        }
      }
    }
  }

  private static PostgresServer launch(
      PostgresBinaries binaries, ServerFolder folder, ServerSettings settings) throws IOException {
    int port = freePort();
    Path hba = beside(folder, ".hba");
    Path configuration = beside(folder, ".conf");
    Files.writeString(hba, settings.hba());
    Files.writeString(configuration, settings.configuration(port, hba));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
    command.addAll(
        binaries.command(
            "postgres", "-D", folder.path().toString(), "-c", "config_file=" + configuration));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(beside(folder, ".log").toFile())
            .start();
    return new PostgresServer(process, port, folder);
  }

  static Path beside(ServerFolder folder, String suffix) {
    return folder.path().resolveSibling(folder.path().getFileName() + suffix);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      return probe.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!folder.saysReady()) {
      if (!process.isAlive()) {
        throw new IOException("PostgreSQL ended while starting: " + logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL was not ready in " + START_PATIENCE + ": " + logTail());
      }
      Thread.sleep(Duration.ofMillis(5));
    }
  }

  private String logTail() throws IOException {
    String log = Files.readString(beside(folder, ".log"));
    return log.substring(Math.max(0, log.length() - LOG_TAIL)).strip();
  }

  /** Where it takes connections. */
  public InetSocketAddress address() {
    return new InetSocketAddress(LOOPBACK, port);
  }

  /** Its socket in the folder that its settings name. */
  public static Path socket(Path socketFolder, int port) {
    return socketFolder.resolve(".s.PGSQL." + port);
  }

  /** Completes when the server has ended, for whatever reason. */
  public CompletableFuture<?> onExit() {
    return process.onExit();
  }

  /** Ends all sessions and the server; its folder is then complete by itself. Idempotent. */
  public void stop() throws InterruptedException {
    if (process.isAlive()) {
      Signals.stop(process.toHandle(), STOP_PATIENCE);
    }
  }
}
