package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.postgres.ScramKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The server's side of SCRAM-SHA-256 and SCRAM-SHA-256-PLUS with {@code tls-server-end-point} (RFC
 * 5802, RFC 7677), without its transport. One exchange each.
 */
final class ScramExchange {

  static final String BOUND = "SCRAM-SHA-256-PLUS";
  static final String UNBOUND = "SCRAM-SHA-256";

  private static final String BINDING = "p=tls-server-end-point";

  private final ScramKeys keys;
  private final byte[] endPoint;
  private final String serverNonce;
  private String header = "";
  private String firstMessages = "";
  private String nonce = "";
  private boolean bound;

  /**
   * An exchange with a client.
   *
   * @param endPoint what stands for the TLS connection
   */
  ScramExchange(ScramKeys keys, byte[] endPoint, String serverNonce) {
    this.keys = keys;
    this.endPoint = endPoint.clone();
    this.serverNonce = serverNonce;
  }

  /** Answers the client's first message; empty when it makes no sense. */
  Optional<String> first(String mechanism, String message) {
    String[] parts = message.split(",", 3);
    bound = mechanism.equals(BOUND);
    if (parts.length < 3 || !isBindingRight(parts[0])) {
      return Optional.empty();
    }
    header = parts[0] + "," + parts[1] + ",";
    return attribute(parts[2], "r=").map(clientNonce -> challenge(parts[2], clientNonce));
  }

  /** A client that thinks the server has no binding ("y") was told otherwise: somebody lies. */
  private boolean isBindingRight(String flag) {
    return bound ? flag.equals(BINDING) : flag.equals("n");
  }

  private String challenge(String clientFirst, String clientNonce) {
    nonce = clientNonce + serverNonce;
    String answer = "r=%s,s=%s,i=%d".formatted(nonce, keys.salt(), keys.iterations());
    firstMessages = clientFirst + "," + answer;
    return answer;
  }

  /** Answers the client's last message; empty when it does not prove to know the password. */
  Optional<String> last(String message) {
    int end = message.lastIndexOf(",p=");
    if (end < 0 || nonce.isEmpty()) {
      return Optional.empty();
    }
    String unproved = message.substring(0, end);
    String authMessage = firstMessages + "," + unproved;
    boolean right =
        attribute(unproved, "c=").filter(this::isSameBinding).isPresent()
            && attribute(unproved, "r=").filter(nonce::equals).isPresent()
            && keys.isProved(decoded(message.substring(end + 3)), authMessage);
    return right
        ? Optional.of("v=" + Base64.getEncoder().encodeToString(keys.serverSignature(authMessage)))
        : Optional.empty();
  }

  private boolean isSameBinding(String encoded) {
    byte[] expected = header.getBytes(StandardCharsets.UTF_8);
    if (bound) {
      int length = expected.length;
      expected = Arrays.copyOf(expected, length + endPoint.length);
      System.arraycopy(endPoint, 0, expected, length, endPoint.length);
    }
    return Arrays.equals(expected, decoded(encoded));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Optional<String> attribute(String message, String name) {
    return Arrays.stream(message.split(",", -1))
        .filter(part -> part.startsWith(name))
        .map(part -> part.substring(name.length()))
        .findFirst();
  }
}
