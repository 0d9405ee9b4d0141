package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.postgres.Folders;
import io.tenantdb.neonlocal.postgres.ServerFolder;
import io.tenantdb.neonlocal.postgres.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a killed neon-local leaves behind: servers without a parent and folders half made. */
final class Orphans {

  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Orphans() {}

  /**
   * Stops the servers and deletes the half-made folders; whole folders stay, they hold committed
   * rows.
   */
  static void end(Path computes) throws IOException, InterruptedException {
    Files.createDirectories(computes);
    for (Path folder : foldersIn(computes)) {
      Optional<ProcessHandle> server = new ServerFolder(folder).runningServer();
      if (server.isPresent()) {
        Signals.stop(server.get(), PATIENCE);
        LOG.atInfo().addKeyValue("folder", folder).log("stopped a server left behind");
      }
      if (folder.toString().endsWith(".partial")) {
        Folders.delete(folder);
      }
    }
  }

  private static List<Path> foldersIn(Path computes) throws IOException {
    try (Stream<Path> found = Files.list(computes)) {
      return found.filter(Files::isDirectory).toList();
    }
  }
}
