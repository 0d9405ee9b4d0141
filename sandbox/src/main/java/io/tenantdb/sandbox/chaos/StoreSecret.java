package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.sealing.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * A store's Secret, opened as its application opens it.
 *
 * @param sealed the sealed string as published
 * @param address what was in it
 */
record StoreSecret(String sealed, DatabaseAddress address) {
  private static final String SEALED = "connection-string.jwe";
  private static final String WRONG_PASSWORD = "28P01";

  /** Opens the Secret that the store's status names; empty when there is none of that name. */
  static Optional<StoreSecret> of(TenantDatabase store, List<Secret> secrets, Sealer sealer) {
    if (store.getStatus() == null || store.getStatus().binding() == null) {
      return Optional.empty();
    }
    String name = store.getStatus().binding().name();
    return secrets.stream()
        .filter(secret -> secret.getMetadata().getName().equals(name))
        .map(secret -> open(secret, store, sealer))
        .findFirst();
  }

  private static StoreSecret open(Secret secret, TenantDatabase store, Sealer sealer) {
    String sealed =
        new String(
            Base64.getDecoder().decode(secret.getData().get(SEALED)), StandardCharsets.UTF_8);
    UUID organization = UUID.fromString(store.getSpec().organizationId());
    return new StoreSecret(sealed, DatabaseAddress.parse(sealer.open(sealed, organization)));
  }

  /** Writes a row that only this store can have. */
  void mark(String value) throws SQLException {
    try (Connection connection = connect(address);
        PreparedStatement insert =
            connection.prepareStatement("insert into products (name, price) values (?, 1.00)")) {
      insert.setString(1, value);
      insert.executeUpdate();
    }
  }

  /** Whose database this is, as its identity row says, and the rows that were written to it. */
  Contents read() throws SQLException {
    try (Connection connection = connect(address)) {
      return new Contents(
          column(connection, "select organization_id::text from tenantdb.identity"),
          column(connection, "select name from products where name like 'marker-%'"));
    }
  }

  /** What was found in a store's database. */
  record Contents(List<String> organizations, List<String> markers) {}

  /** Whether these credentials are refused, as they must be, by another store's database. */
  boolean isRefusedBy(StoreSecret other) throws SQLException {
    DatabaseAddress there = other.address();
    DatabaseAddress tried =
        new DatabaseAddress(
            there.host(),
            there.port(),
            there.database(),
            address.user(),
            address.password(),
            there.tls(),
            there.channelBinding());
    try (Connection opened = connect(tried)) {
      return opened.isClosed();
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState())) {
        return true;
      }
      throw e;
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("sslmode", "require");
    properties.setProperty("channelBinding", "require");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
        properties);
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "StoreSecret[" + address + "]";
  }
}
