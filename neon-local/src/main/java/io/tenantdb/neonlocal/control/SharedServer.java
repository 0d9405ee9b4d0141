package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.control.CatalogSync.Found;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Change.PutRole;
import io.tenantdb.neonlocal.postgres.Catalog.FoundRole;
import io.tenantdb.neonlocal.postgres.ChangeScript;
import io.tenantdb.neonlocal.postgres.ScramVerifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server of a root branch, which serves all branches of the project. */
final class SharedServer {

  private final Site site;
  private final String rootId;
  private final PostgresCompute server;
  private @Nullable Connection connection;
  private @Nullable Found found;
  private int sessions;

  SharedServer(Site site, String rootId) {
    this.site = site;
    this.rootId = rootId;
    this.server = new PostgresCompute(site, rootId);
  }

  PostgresCompute server() {
    return server;
  }

  boolean isOf(String branchId) {
    return rootId.equals(branchId);
  }

  void wake() throws IOException, InterruptedException, SQLException {
    if (!server.isAwake()) {
      BranchEntry root = site.store().findBranch(rootId).orElseThrow();
      server.wake(root.endpoint().orElse(null));
    }
  }

  synchronized void entered() {
    sessions++;
  }

  /** Whoever was here may have changed roles or databases. */
  synchronized void left() {
    sessions--;
    found = null;
  }

  /** Roles and databases; asked of the server only when somebody could have changed them. */
  synchronized Found catalog() throws SQLException {
    Found known = found;
    if (known != null && sessions == 0) {
      return known;
    }
    Found now = read();
    found = now;
    return now;
  }

  private Found read() throws SQLException {
    try {
      return Found.in(connection());
    } catch (SQLException e) {
      forgetConnection();
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = site.admin().connect(address());
      connection = open;
    }
    return open;
  }

  private void forgetConnection() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    connection = null;
  }

  private InetSocketAddress address() throws SQLException {
    return server.address().orElseThrow(() -> new SQLException("the shared server does not run"));
  }

  /** Roles are made once and with a password nobody knows: passwords are each branch's own. */
  synchronized void tell(List<Change> changes) throws SQLException {
    if (changes.stream().allMatch(Change.SetPassword.class::isInstance)) {
      return;
    }
    List<String> roles = read().roles().stream().map(FoundRole::name).toList();
    List<Change> told =
        changes.stream()
            .flatMap(
                change ->
                    switch (change) {
                      case Change.SetPassword _ -> Stream.<Change>empty();
                      case PutRole role when roles.contains(role.name()) -> Stream.<Change>empty();
                      case PutRole role -> Stream.<Change>of(withUnknownPassword(role));
                      default -> Stream.of(change);
                    })
            .toList();
    new ChangeScript(site.admin(), address()).apply(told);
    found = null;
  }

  private static Change withUnknownPassword(PutRole role) {
    return Optional.ofNullable(role.verifier())
        .map(verifier -> new PutRole(role.name(), ScramVerifier.of(verifier)))
        .orElse(role);
  }
}
