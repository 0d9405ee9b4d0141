package io.tenantdb.operator.secret;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.schema.DatabaseAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a connection Secret. The plain ones are those of the Service Binding specification
 * (servicebinding.io, "Well-known Secret Entries").
 */
final class BindingKeys {
  static final String SEALED = "connection-string.jwe";

  /** Every key the operator may write; a Secret's other keys belong to others. */
  static final Set<String> ALL =
      Set.of(
          SEALED,
          "type",
          "provider",
          "host",
          "port",
          "database",
          "username",
          "password",
          "uri",
          "jdbc-uri",
          "direct-uri",
          "direct-jdbc-uri");

  private BindingKeys() {}

  /** What the Secret holds for these credentials. */
  static Map<String, String> of(StoreCredentials credentials) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(SEALED, credentials.sealed());
    if (credentials.format() == Format.ServiceBinding) {
      DatabaseAddress pooled = DatabaseAddress.parse(credentials.pooled().reveal());
      DatabaseAddress direct = DatabaseAddress.parse(credentials.direct().reveal());
      keys.put("type", "postgresql");
      keys.put("provider", "neon");
      keys.put("host", pooled.host());
      keys.put("port", Integer.toString(pooled.port()));
      keys.put("database", pooled.database());
      keys.put("username", pooled.user());
      keys.put("password", pooled.password());
      keys.put("uri", credentials.pooled().reveal());
      keys.put("jdbc-uri", jdbc(pooled));
      keys.put("direct-uri", credentials.direct().reveal());
      keys.put("direct-jdbc-uri", jdbc(direct));
    }
    return keys;
  }

  /** The URI as JDBC drivers read it, with user and password as parameters. */
  private static String jdbc(DatabaseAddress address) {
    return "jdbc:postgresql://%s:%d/%s?sslmode=require%s&user=%s&password=%s"
        .formatted(
            address.host(),
            address.port(),
            encode(address.database()),
            address.channelBinding() ? "&channelBinding=require" : "",
            encode(address.user()),
            encode(address.password()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
