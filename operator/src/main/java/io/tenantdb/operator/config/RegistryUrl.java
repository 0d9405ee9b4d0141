package io.tenantdb.operator.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Postgres URL, as JDBC or as everybody else writes it, taken apart so that the credentials in it
 * do not stay in what is logged.
 *
 * @param jdbcUrl the URL for the driver, without credentials
 * @param user the user in it; null when there is none
 * @param password the password in it; null when there is none
 */
record RegistryUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {
  // The same thing has another name in libpq than in the driver.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout");

  /**
   * Parses {@code text}; null when it is not a Postgres URL. Says nothing more: it may hold a
   * password.
   */
  static @Nullable RegistryUrl parse(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    try {
      URI uri = new URI(plain);
      boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      return postgres && uri.getHost() != null ? of(uri) : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  private static RegistryUrl of(URI uri) {
    String userInfo = uri.getRawUserInfo();
    String user = null;
    String password = null;
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
      password = colon < 0 ? null : decoded(userInfo.substring(colon + 1));
    }
    var parameters = new ArrayList<String>();
    for (String parameter : parameters(uri)) {
      String name = parameter.replaceFirst("=.*", "");
      String value = parameter.substring(Math.min(name.length() + 1, parameter.length()));
      switch (name) {
        case "user" -> user = decoded(value);
        case "password" -> password = decoded(value);
        default -> parameters.add(DRIVER_NAMES.getOrDefault(name, name) + "=" + value);
      }
    }
    return new RegistryUrl(jdbcUrl(uri, parameters), user, password);
  }

  private static List<String> parameters(URI uri) {
    String query = uri.getRawQuery();
    return query == null || query.isEmpty() ? List.of() : List.of(query.split("&"));
  }

  private static String jdbcUrl(URI uri, List<String> parameters) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return "jdbc:postgresql://" + uri.getHost() + port + path + query;
  }

  // A plus sign in a password is a plus sign: only %-escapes mean something here.
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "RegistryUrl[" + jdbcUrl + "]";
  }
}
