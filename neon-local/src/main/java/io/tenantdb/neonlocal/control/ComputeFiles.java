package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.postgres.Folders;
import io.tenantdb.neonlocal.postgres.ServerFolder;
import io.tenantdb.neonlocal.postgres.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data folder of an awake branch and the files beside it. */
final class ComputeFiles {

  private static final int PRIVATE_CONNECTIONS = 20;

  private final Site site;
  private final String branchId;
  private final ServerFolder folder;

  ComputeFiles(Site site, String branchId) {
    this.site = site;
    this.branchId = branchId;
    this.folder = new ServerFolder(site.computes().resolve(branchId));
  }

  ServerFolder folder() {
    return folder;
  }

  /** Makes the data folder from a snapshot, unless there is one. It appears whole or not at all. */
  void bring(String snapshot) throws IOException {
    if (folder.exists()) {
      return;
    }
    Path partial = beside(".partial");
    Folders.delete(partial);
    site.snapshots().materialise(snapshot, partial);
    Files.move(partial, folder.path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** How the server is started; without an endpoint it runs for neon-local alone. */
  ServerSettings settings(@Nullable Endpoint endpoint) throws IOException {
    Path certificate = beside(".crt");
    Path key = beside(".key");
    List<String> hosts =
        endpoint == null ? List.of("localhost") : site.hosts().both(endpoint.host());
    site.authority().issue(hosts).write(certificate, key);
    if (endpoint == null) {
      return new ServerSettings(certificate, key, PRIVATE_CONNECTIONS, Map.of());
    }
    Path sockets = site.mode().socketFolder();
    if (sockets != null) {
      return new ServerSettings(
          certificate, key, site.maxConnections(), endpoint.settings().pgSettings(), sockets);
    }
    int wanted = ComputeSize.maxConnections(endpoint.minCu(), endpoint.maxCu());
    return new ServerSettings(
        certificate,
        key,
        Math.min(site.maxConnections(), wanted),
        endpoint.settings().pgSettings());
  }

  /** Deletes the data folder and what is beside it. */
  void remove() throws IOException {
    Folders.delete(folder.path());
    for (String suffix : List.of(".conf", ".hba", ".log", ".crt", ".key")) {
      Files.deleteIfExists(beside(suffix));
    }
  }

  private Path beside(String suffix) {
    return folder.path().resolveSibling(branchId + suffix);
  }
}
