package io.tenantdb.neonlocal.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the data folder that every root branch begins with. */
public final class InitialFolder {

  private InitialFolder() {}

  /** Runs initdb; the superuser is {@link Admin#USER} with this password. */
  public static void create(PostgresBinaries binaries, ServerFolder folder, String adminPassword)
      throws IOException, InterruptedException {
    Path passwordFile = PostgresServer.beside(folder, ".password");
    Files.writeString(passwordFile, adminPassword);
    try {
      run(binaries, folder, passwordFile);
    } finally {
      Files.delete(passwordFile);
    }
  }

  private static void run(PostgresBinaries binaries, ServerFolder folder, Path passwordFile)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                binaries.command(
                    "initdb",
                    "-D",
                    folder.path().toString(),
                    "-U",
                    Admin.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--data-checksums",
                    // Small WAL segments: each idle branch keeps one.
                    "--wal-segsize=1",
                    "--no-sync"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("initdb failed: " + output.strip());
    }
  }
}
