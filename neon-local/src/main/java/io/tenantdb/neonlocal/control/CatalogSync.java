package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Database;
import io.tenantdb.neonlocal.model.Role;
import io.tenantdb.neonlocal.postgres.Admin;
import io.tenantdb.neonlocal.postgres.Catalog;
import io.tenantdb.neonlocal.postgres.Catalog.FoundDatabase;
import io.tenantdb.neonlocal.postgres.Catalog.FoundRole;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the API know what people did with SQL. Neon's computes forward role and database statements
 * to its control plane (pgxn/neon/control_plane_connector.c); here the catalogs are read when
 * somebody asks.
 */
final class CatalogSync {

  /** What a server says of its roles and databases. */
  record Found(List<FoundRole> roles, List<FoundDatabase> databases) {
    static Found in(Connection connection) throws SQLException {
      return new Found(Catalog.roles(connection), Catalog.databases(connection));
    }
  }

  /** Where somebody finds it. */
  @FunctionalInterface
  interface Source {
    Found find() throws SQLException;
  }

  private final Store store;
  private final Admin admin;
  private final boolean keepsPasswords;
  private final Clock clock;

  CatalogSync(Site site) {
    this.store = site.store();
    this.admin = site.admin();
    this.keepsPasswords = site.mode().isHollow();
    this.clock = site.clock();
  }

  /** Reads the server of a branch. What the API promised and the server does not know yet wins. */
  void sync(String branchId, InetSocketAddress server) throws SQLException {
    sync(
        branchId,
        () -> {
          try (Connection connection = admin.connect(server)) {
            return Found.in(connection);
          }
        });
  }

  /** The same, from what was read already or is read now. */
  void sync(String branchId, Source source) throws SQLException {
    Optional<BranchEntry> before = store.findBranch(branchId);
    if (before.isEmpty() || !before.get().pending().isEmpty()) {
      return;
    }
    Found found = source.find();
    store.locked(
        () ->
            store
                .findBranch(branchId)
                .filter(now -> isUnchanged(before.get(), now))
                .flatMap(now -> remember(now, merge(now, found.roles(), found.databases()))));
  }

  private static boolean isUnchanged(BranchEntry before, BranchEntry now) {
    return now.pending().isEmpty()
        && now.roles().equals(before.roles())
        && now.databases().equals(before.databases());
  }

  private Optional<BranchEntry> remember(BranchEntry before, BranchEntry merged) {
    return before.equals(merged) ? Optional.empty() : store.update(before.id(), found -> merged);
  }

  private BranchEntry merge(
      BranchEntry entry, List<FoundRole> roles, List<FoundDatabase> databases) {
    Instant now = clock.instant();
    return entry.with(
        roles.stream().map(role -> merge(entry, role, now)).toList(),
        databases.stream().map(database -> merge(entry, database, now)).toList());
  }

  /**
   * A password set with SQL makes the one the API knows worthless, unless the server is not where
   * passwords are.
   */
  private Role merge(BranchEntry entry, FoundRole found, Instant now) {
    return entry
        .role(found.name())
        .filter(
            role ->
                role.login() == found.login()
                    && (Objects.equals(role.verifier(), found.verifier())
                        || (keepsPasswords && role.password() != null)))
        .orElseGet(
            () -> {
              Instant created = entry.role(found.name()).map(Role::createdAt).orElse(now);
              return new Role(
                  entry.id(), found.name(), found.login(), null, found.verifier(), created, now);
            });
  }

  private static Database merge(BranchEntry entry, FoundDatabase found, Instant now) {
    return entry
        .database(found.name())
        .map(
            known ->
                known.ownerName().equals(found.owner())
                    ? known
                    : known.with(found.name(), found.owner(), now))
        .orElseGet(
            () -> new Database(found.oid(), entry.id(), found.name(), found.owner(), now, now));
  }
}
