package io.tenantdb.operator.secret;

import io.tenantdb.neon.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a {@code postgresql://} URI as Neon gives it.
 *
 * @param port 5432 when the URI names none
 * @param query without the question mark; empty when there is none
 */
public record PostgresUri(
    String host, int port, String database, String user, Secret password, String query) {
  private static final int DEFAULT_PORT = 5432;

  /**
   * Takes a URI apart.
   *
   * @throws IllegalArgumentException if it is not of the form {@code postgresql://user:password@host[:port]/database[?…]}; the message does not show it
   */
  public static PostgresUri parse(Secret secret) {
    URI uri = URI.create(secret.reveal());
    String userInfo = uri.getRawUserInfo();
    int colon = userInfo == null ? -1 : userInfo.indexOf(':');
    if (uri.getHost() == null || userInfo == null || colon < 0 || uri.getRawPath().length() < 2) {
      throw new IllegalArgumentException(
          "Neon gave a connection URI without user, password, host or database");
    }
    return new PostgresUri(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        decode(uri.getRawPath().substring(1)),
        decode(userInfo.substring(0, colon)),
        new Secret(decode(userInfo.substring(colon + 1))),
        uri.getRawQuery() == null ? "" : uri.getRawQuery());
  }

  /** The URI as JDBC drivers read it, with user and password as parameters. */
  public Secret jdbc() {
    String parameters =
        query.isEmpty() ? "" : query.replace("channel_binding=", "channelBinding=") + "&";
    return new Secret(
        "jdbc:postgresql://%s:%d/%s?%suser=%s&password=%s"
            .formatted(
                host, port, encode(database), parameters, encode(user), encode(password.reveal())));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
