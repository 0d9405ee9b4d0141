package io.tenantdb.connections;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a store's database is and as whom to log in. {@link #toString} hides the password. */
final class StoreAddress {
  /**
   * The parameters of a URI that count, and the driver's names for them. The driver knows others
   * that load classes.
   */
  private static final Map<String, String> PARAMETERS =
      Map.of("sslmode", "sslmode", "channel_binding", "channelBinding");

  private final String url;
  private final PGSimpleDataSource driver = new PGSimpleDataSource();

  private StoreAddress(String url, Map<String, String> properties) {
    this.url = url;
    driver.setUrl(url);
    properties.forEach(this::set);
  }

  private void set(String name, String value) {
    try {
      driver.setProperty(name, value);
    } catch (SQLException e) {
      throw new IllegalArgumentException("the driver refuses the property " + name, e);
    }
  }

  /**
   * Reads what a sealed string holds: {@code
   * postgresql://user:password@host[:port]/database?sslmode=require}, parts percent-encoded; of the
   * parameters {@code sslmode} (when it is not there, TLS is required) and {@code channel_binding}.
   *
   * @param login how long one attempt to log in may take
   * @param own properties of the driver that come before the URI's
   * @throws IllegalArgumentException if it is something else; the message does not repeat it
   */
  static StoreAddress parse(String uri, StoreHost host, Duration login, Map<String, String> own) {
    URI parsed = syntaxOf(uri);
    String[] user = String.valueOf(parsed.getRawUserInfo()).split(":", 2);
    String path = String.valueOf(parsed.getRawPath());
    if (parsed.getHost() == null || user.length != 2 || path.length() < 2) {
      throw notAnAddress();
    }
    Map<String, String> properties = new HashMap<>();
    properties.put("sslmode", "require");
    properties.put("loginTimeout", String.valueOf(Math.max(1, login.toSeconds())));
    properties.putAll(host.driverProperties());
    Optional.ofNullable(parsed.getRawQuery()).ifPresent(query -> read(query, properties));
    properties.putAll(own);
    properties.put("user", decode(user[0]));
    properties.put("password", decode(user[1]));
    String port = parsed.getPort() == -1 ? "" : ":" + parsed.getPort();
    return new StoreAddress(
        "jdbc:postgresql://%s%s%s".formatted(host.of(parsed.getHost()), port, path), properties);
  }

  private static URI syntaxOf(String uri) {
    try {
      URI parsed = new URI(uri);
      if ("postgresql".equals(parsed.getScheme()) || "postgres".equals(parsed.getScheme())) {
        return parsed;
      }
    } catch (URISyntaxException e) {
      // Falls through without the cause: its message repeats the URI and with it the password.
    }
    throw notAnAddress();
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "it does not hold a connection URI (postgresql://user:password@host/database)");
  }

  private static void read(String query, Map<String, String> properties) {
    Arrays.stream(query.split("&"))
        .map(parameter -> parameter.split("=", 2))
        .filter(parameter -> parameter.length == 2 && PARAMETERS.containsKey(parameter[0]))
        .forEach(parameter -> properties.put(PARAMETERS.get(parameter[0]), decode(parameter[1])));
  }

  private static String decode(String part) {
    // A plus is a plus here, unlike in a form.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** A new connection, logged in. */
  Connection connect() throws SQLException {
    return driver.getConnection();
  }

  @Override
  public String toString() {
    return url;
  }
}
