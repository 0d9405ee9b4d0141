package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.Binding;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.sealing.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Does what a store's application does: opens the sealed string in its Secret, and asks for
 * products.
 */
final class ProductsCheck {
  private static final String QUESTION =
      "select (select count(*) from products), (select count(*) from categories),"
          + " (select organization_id from tenantdb.identity)";

  private final KubernetesClient client;
  private final Sealer sealer;

  ProductsCheck(KubernetesClient client, Sealer sealer) {
    this.client = client;
    this.sealer = sealer;
  }

  /** What the store's own credentials found; empty when they opened another store's database. */
  Optional<String> run(TenantDatabase store) throws SQLException {
    DatabaseAddress address = DatabaseAddress.parse(uriOf(store));
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      boolean isOwn = store.getSpec().organizationId().equals(row.getString(3));
      return isOwn
          ? Optional.of(
              "%s: %d products, %d categories, as %s at %s"
                  .formatted(
                      store.getMetadata().getName(),
                      row.getLong(1),
                      row.getLong(2),
                      address.user(),
                      address.host()))
          : Optional.empty();
    }
  }

  /** The connection string of a store, in clear. */
  String uriOf(TenantDatabase store) {
    Binding binding = store.getStatus().binding();
    if (binding == null) {
      throw new IllegalStateException(store.getMetadata().getName() + " has no Secret yet");
    }
    Secret secret =
        client
            .secrets()
            .inNamespace(store.getMetadata().getNamespace())
            .withName(binding.name())
            .require();
    String jwe =
        new String(
            Base64.getDecoder().decode(secret.getData().get("connection-string.jwe")),
            StandardCharsets.UTF_8);
    return sealer.open(jwe, UUID.fromString(store.getSpec().organizationId()));
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("sslmode", "require");
    properties.setProperty("channelBinding", "require");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
        properties);
  }
}
