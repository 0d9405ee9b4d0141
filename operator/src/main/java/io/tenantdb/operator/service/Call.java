package io.tenantdb.operator.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request, as it came.
 *
 * @param headers the first value of a header, or null
 */
record Call(
    String method,
    URI target,
    Function<String, @Nullable String> headers,
    InputStream content,
    InetAddress from) {
  private static final int MOST_BYTES = 16 * 1024;
  private static final String BEARER = "Bearer ";

  /** The token, if it shows one. */
  Optional<String> token() {
    return Optional.ofNullable(headers.apply("Authorization"))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  /** The first value of a query parameter. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(target.getRawQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&", -1)))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && decoded(pair[0]).equals(name))
        .map(pair -> decoded(pair[1]))
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The query is not percent-encoded as it should be.");
    }
  }

  /** The body of a JSON request. */
  byte[] json() {
    String type = headers.apply("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw Problem.notJson();
    }
    try {
      byte[] body = content.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw Problem.tooLarge(MOST_BYTES);
      }
      return body;
    } catch (IOException e) {
      throw Problem.badRequest("The body could not be read.");
    }
  }
}
