package io.tenantdb.schema;

import io.tenantdb.schema.SchemaException.WrongIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * The one row that says whose database it is, and the seed data that is written together with it.
 */
record IdentityTable(StoreSchema schema) {

  private static final String WRITE = Resources.text("provision.sql");
  private static final String CLAIM = "SELECT provisioned_at FROM tenantdb.claim(?, ?, ?, ?, ?)";
  private static final String READ =
      "SELECT organization_id, store_name, subdomain FROM tenantdb.identity";

  Provisioned write(OwnerSession session, StoreIdentity identity) {
    try (PreparedStatement statement = session.connection().prepareStatement(WRITE)) {
      statement.setObject(1, identity.organizationId());
      statement.setString(2, identity.storeName());
      statement.setString(3, identity.subdomain());
      statement.setString(4, schema.name());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          return new Provisioned(
              identity, row.getObject(1, OffsetDateTime.class).toInstant(), row.getBoolean(2));
        }
      }
    } catch (SQLException e) {
      throw DatabaseFailure.of(e).asStatementFailure("write the identity of the store");
    }
    UUID found = read(session).orElseThrow().organizationId();
    throw new WrongIdentity(identity.organizationId(), found);
  }

  /** By the function of version 7, which checks and writes in one statement. */
  boolean claim(OwnerSession session, History expected, StoreIdentity identity) {
    Connection connection = session.connection();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setArray(
          1,
          connection.createArrayOf("text", expected.entries().stream().map(this::told).toArray()));
      statement.setObject(2, identity.organizationId());
      statement.setString(3, identity.storeName());
      statement.setString(4, identity.subdomain());
      statement.setString(5, schema.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      DatabaseFailure failure = DatabaseFailure.of(e);
      if (SqlStates.isNoFunctionToCall(failure.sqlState())) {
        return false;
      }
      throw failure.asStatementFailure("claim the database for the store");
    }
  }

  private String told(History.Entry entry) {
    return "%s %s %s".formatted(entry.version(), entry.checksum(), entry.success() ? "t" : "f");
  }

  Optional<StoreIdentity> read(OwnerSession session) {
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery(READ)) {
      return row.next()
          ? Optional.of(
              new StoreIdentity(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
          : Optional.empty();
    } catch (SQLException e) {
      DatabaseFailure failure = DatabaseFailure.of(e);
      if (SqlStates.isNoSuchTable(failure.sqlState())) {
        return Optional.empty();
      }
      throw failure.asStatementFailure("read the identity of the store");
    }
  }
}
