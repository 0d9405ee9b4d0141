package io.tenantdb.kubectl.connect;

import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern SCHEME = Pattern.compile("postgres(ql)?");

  /** Neon's pooler is the host's name with this behind its first label. */
  private static final Pattern POOLER = Pattern.compile("^([^.]+)-pooler(\\.|$)");

  private static final Pattern PASSWORD = Pattern.compile("^([^:/?#]+://[^:/?#@]*:)[^@]*@");

  /**
   * Reads one.
   *
   * @throws PluginException if it is something else; the message does not repeat it
   */
  static ConnectionUri parse(String text) {
    URI uri = syntaxOf(text);
    String[] user = String.valueOf(uri.getRawUserInfo()).split(":", 2);
    String path = String.valueOf(uri.getRawPath());
    if (uri.getHost() == null || user.length != 2 || path.length() < 2) {
      throw notOne();
    }
    return new ConnectionUri(
        decode(user[0]),
        decode(user[1]),
        uri.getHost(),
        uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
        decode(path.substring(1)),
        parameters(uri));
  }

  private static URI syntaxOf(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && SCHEME.matcher(uri.getScheme()).matches()) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through without the cause: its message repeats the URI and with it the password.
    }
    throw notOne();
  }

  private static PluginException notOne() {
    return new PluginException(
        ExitStatus.REFUSED,
        "The Secret does not hold a connection URI (postgresql://user:password@host/database). Delete it, and the operator writes it anew.");
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
    try {
      // A plus is a plus here, unlike in a form.
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw notOne();
    }
  }

  /** The same database, past Neon's pooler. */
  ConnectionUri direct() {
    Matcher pooler = POOLER.matcher(host);
    return new ConnectionUri(
        user, password, pooler.replaceFirst("$1$2"), port, database, parameters);
  }

  /** The text of a connection string without its password, to show it to others. */
  static String redacted(String text) {
    Matcher password = PASSWORD.matcher(text);
    if (!password.find()) {
      throw notOne();
    }
    return password.replaceFirst("$1****@");
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
