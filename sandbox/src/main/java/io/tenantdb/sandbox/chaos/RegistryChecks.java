package io.tenantdb.sandbox.chaos;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The registry says what the cluster says: a row for each store that is there, and no other. */
final class RegistryChecks {
  private static final String ROWS =
      "select organization_id::text, neon_project_id, neon_branch_id, neon_endpoint_id, status,"
          + " connection_string_encrypted from tenant_databases";

  private final RegistryServer registry;

  RegistryChecks(RegistryServer registry) {
    this.registry = registry;
  }

  private record Row(
      @Nullable String project,
      @Nullable String branch,
      @Nullable String endpoint,
      String status,
      @Nullable String sealed) {

    @Override
    public String toString() {
      return "%s in project %s, branch %s, endpoint %s"
          .formatted(status, project, branch, endpoint);
    }
  }

  Verdict isEqualToCluster(Evidence evidence, Map<Store, StoreSecret> secrets) {
    List<String> problems = new ArrayList<>();
    try {
      Map<String, Row> rows = rows();
      for (Store store : evidence.stores()) {
        TenantDatabase database = evidence.databases().get(store.owner());
        Row row = rows.remove(store.organizationId());
        if (store.isUnmade() && row != null) {
          continue;
        }
        if (database == null || !store.isLive()) {
          if (row != null && database == null) {
            problems.add("%s is gone, and the registry says %s".formatted(store, row));
          }
        } else {
          Row wanted = wanted(store, database, secrets.get(store));
          if (!same(wanted, row)) {
            problems.add("%s is %s; the registry says %s".formatted(store, wanted, row));
          }
        }
      }
      rows.forEach((id, row) -> problems.add("nobody asked for " + id + ", which is " + row));
    } catch (SQLException e) {
      problems.add("the registry could not be read: " + e.getMessage());
    }
    return new Verdict("registry equal to the cluster", evidence.stores().size(), problems);
  }

  private static boolean same(Row wanted, @Nullable Row row) {
    if (row == null) {
      return false;
    }
    // A lost store keeps what was last known of it.
    return wanted.status().equals("failed")
        ? row.status().equals("failed")
        : Objects.equals(wanted, row);
  }

  private static Row wanted(Store store, TenantDatabase database, @Nullable StoreSecret secret) {
    NeonLocation neon =
        Objects.requireNonNullElse(
            database.getStatus() == null ? null : database.getStatus().neon(),
            NeonLocation.nowhere());
    String sealed = secret == null ? null : secret.sealed();
    return new Row(
        neon.projectId(),
        neon.branchId(),
        neon.endpointId(),
        store.isLost() ? "failed" : Resources.isReady(database) ? "active" : "provisioning",
        sealed);
  }

  private Map<String, Row> rows() throws SQLException {
    try (Connection connection = registry.connect();
        PreparedStatement query = connection.prepareStatement(ROWS);
        ResultSet found = query.executeQuery()) {
      Map<String, Row> rows = new HashMap<>();
      while (found.next()) {
        rows.put(
            found.getString(1),
            new Row(
                found.getString(2),
                found.getString(3),
                found.getString(4),
                found.getString(5),
                found.getString(6)));
      }
      return rows;
    }
  }
}
