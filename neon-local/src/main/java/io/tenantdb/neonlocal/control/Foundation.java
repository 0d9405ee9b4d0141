package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.postgres.Admin;
import io.tenantdb.neonlocal.postgres.CleanFolder;
import io.tenantdb.neonlocal.postgres.Folders;
import io.tenantdb.neonlocal.postgres.InitialFolder;
import io.tenantdb.neonlocal.postgres.NeonRoles;
import io.tenantdb.neonlocal.postgres.PostgresBinaries;
import io.tenantdb.neonlocal.postgres.PostgresServer;
import io.tenantdb.neonlocal.postgres.ServerFolder;
import io.tenantdb.neonlocal.postgres.ServerSettings;
import io.tenantdb.neonlocal.storage.Snapshots;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What every root branch begins with, and the password of neon-local's own superuser, which is in
 * it.
 *
 * @param snapshot an empty PostgreSQL with Neon's roles
 */
record Foundation(String snapshot, String adminPassword) {

  private static final int CONNECTIONS = 10;

  Admin admin() {
    return new Admin(adminPassword);
  }

  /** The one remembered in {@code file}, or a new one. */
  static Foundation in(
      Path file,
      Path workFolder,
      Snapshots snapshots,
      PostgresBinaries binaries,
      CertificateAuthority authority,
      JsonMapper json)
      throws IOException, InterruptedException, SQLException {
    Documents documents = new Documents(json);
    Foundation known = documents.find(file, Foundation.class).orElse(null);
    if (known != null) {
      return known;
    }
    ServerFolder folder = new ServerFolder(workFolder.resolve("foundation"));
    Folders.delete(folder.path());
    Foundation made = make(folder, snapshots, binaries, authority, new Ids().password());
    Folders.delete(folder.path());
    documents.write(file, made);
    return made;
  }

  private static Foundation make(
      ServerFolder folder,
      Snapshots snapshots,
      PostgresBinaries binaries,
      CertificateAuthority authority,
      String password)
      throws IOException, InterruptedException, SQLException {
    InitialFolder.create(binaries, folder, password);
    Path certificate = folder.path().resolveSibling("foundation.crt");
    Path key = folder.path().resolveSibling("foundation.key");
    authority.issue(List.of("localhost")).write(certificate, key);
    PostgresServer server =
        PostgresServer.start(
            binaries, folder, new ServerSettings(certificate, key, CONNECTIONS, Map.of()));
    try {
      NeonRoles.create(new Admin(password), server.address());
    } finally {
      server.stop();
    }
    return new Foundation(CleanFolder.capture(snapshots, folder, null), password);
  }

  @Override
  public String toString() {
    return "Foundation " + snapshot;
  }
}
