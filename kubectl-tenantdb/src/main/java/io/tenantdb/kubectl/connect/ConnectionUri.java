package io.tenantdb.kubectl.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A connection string in its parts: {@code
 * postgresql://user:password@host[:port]/database?sslmode=require}, parts percent-encoded. {@link
 * #toString} hides the password.
 *
 * @param parameters the query's, decoded
 */
record ConnectionUri(
    String user,
    String password,
    String host,
    int port,
    String database,
    Map<String, String> parameters) {
  /** How one looks, to tell people. */
  static final String FORM = "postgresql://user:password@host/database";

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern SCHEME = Pattern.compile("postgres(ql)?");

  /** Neon's pooler is the host's name with this behind its first label. */
  private static final Pattern POOLER = Pattern.compile("^([^.]+)-pooler(\\.|$)");

  /** What a parameter is called whose value is not for others to see. */
  private static final Pattern CONFIDENTIAL =
      Pattern.compile("pass|secret|token|key", Pattern.CASE_INSENSITIVE);

  private static final String HIDDEN = "****";

  /** Reads one; nothing if it is something else. */
  static Optional<ConnectionUri> of(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null && SCHEME.matcher(uri.getScheme()).matches()
          ? parts(uri)
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Goes without the cause: its message repeats the URI and with it the password.
      return Optional.empty();
    }
  }

  private static Optional<ConnectionUri> parts(URI uri) {
    String[] user = String.valueOf(uri.getRawUserInfo()).split(":", 2);
    String path = String.valueOf(uri.getRawPath());
    if (uri.getHost() == null || user.length != 2 || path.length() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionUri(
            decode(user[0]),
            decode(user[1]),
            uri.getHost().replaceAll("^\\[|]$", ""),
            uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
            decode(path.substring(1)),
            parameters(uri)));
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      Arrays.stream(uri.getRawQuery().split("&", -1))
          .map(parameter -> parameter.split("=", 2))
          .filter(parameter -> parameter.length == 2)
          .forEach(parameter -> parameters.put(decode(parameter[0]), decode(parameter[1])));
    }
    return parameters;
  }

  private static String decode(String part) {
    // A plus is a plus here, unlike in a form.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The same database, past Neon's pooler. */
  ConnectionUri direct() {
    Matcher pooler = POOLER.matcher(host);
    return new ConnectionUri(
        user, password, pooler.replaceFirst("$1$2"), port, database, parameters);
  }

  /** The connection string, from its parts, with nothing confidential in it. */
  String redacted() {
    String query =
        parameters.entrySet().stream().map(ConnectionUri::shown).collect(Collectors.joining("&"));
    return "postgresql://%s:%s@%s%s/%s%s"
        .formatted(
            encode(user),
            HIDDEN,
            bracketed(),
            port == DEFAULT_PORT ? "" : ":" + port,
            encode(database),
            query.isEmpty() ? "" : "?" + query);
  }

  private static String shown(Map.Entry<String, String> parameter) {
    boolean isHidden = CONFIDENTIAL.matcher(parameter.getKey()).find();
    return "%s=%s"
        .formatted(encode(parameter.getKey()), isHidden ? HIDDEN : encode(parameter.getValue()));
  }

  /** An address of IPv6 stands in brackets in a URI only. */
  private String bracketed() {
    return host.contains(":") ? "[%s]".formatted(host) : host;
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, bracketed(), port, database);
  }
}
