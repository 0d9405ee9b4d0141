package io.tenantdb.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a database is and as whom to log in. {@link #toString} hides the password.
 *
 * @param host name or address; the direct host, not the pooler's
 * @param tls how the connection is protected
 * @param channelBinding whether the password exchange must be bound to the TLS connection
 */
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    TlsMode tls,
    boolean channelBinding) {

  private static final int DEFAULT_PORT = 5432;

  /** How a connection is protected. */
  public enum TlsMode {
    /** Not at all; for a server on this machine. */
    DISABLED,
    /** Encrypted; the server's certificate is not checked. */
    REQUIRED,
    /** Encrypted, with a certificate for this host from an authority that Java trusts. */
    VERIFIED
  }

  /**
   * Reads a URI as Neon's API gives it: {@code
   * postgresql://user:password@host[:port]/database?sslmode=require}, parts percent-encoded.
   * Without {@code sslmode}, or with one that would fall back to plain text, TLS is required; only
   * {@code disable} turns it off. Parameters other than {@code sslmode} and {@code channel_binding}
   * are ignored.
   *
   * @throws IllegalArgumentException if it is something else; the message does not repeat it
   */
  public static DatabaseAddress parse(String uri) {
    URI parsed = syntaxOf(uri);
    String[] user = String.valueOf(parsed.getRawUserInfo()).split(":", 2);
    String path = String.valueOf(parsed.getRawPath());
    if (parsed.getHost() == null || user.length != 2 || path.length() < 2) {
      throw notAnAddress();
    }
    Map<String, String> query = query(parsed);
    return new DatabaseAddress(
        parsed.getHost(),
        parsed.getPort() == -1 ? DEFAULT_PORT : parsed.getPort(),
        decode(path.substring(1)),
        decode(user[0]),
        decode(user[1]),
        tlsMode(query.getOrDefault("sslmode", "require")),
        query.getOrDefault("channel_binding", "prefer").equals("require"));
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
        "not a connection URI; expected postgresql://user:password@host[:port]/database?sslmode=require");
  }

  private static Map<String, String> query(URI uri) {
    if (uri.getRawQuery() == null) {
      return Map.of();
    }
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .filter(parameter -> parameter.length == 2)
        .collect(Collectors.toMap(p -> decode(p[0]), p -> decode(p[1]), (first, second) -> second));
  }

  private static String decode(String part) {
    // A plus is a plus here, unlike in a form.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static TlsMode tlsMode(String sslMode) {
    return switch (sslMode) {
      case "disable" -> TlsMode.DISABLED;
      case "verify-ca", "verify-full" -> TlsMode.VERIFIED;
      default -> TlsMode.REQUIRED;
    };
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
