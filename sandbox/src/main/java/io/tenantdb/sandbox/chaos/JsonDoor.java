package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP with a bearer key. Nothing is repeated, nothing is guessed. */
final class JsonDoor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String key;

  JsonDoor(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** An answer; the body is a missing node when there is none. */
  record Reply(int status, JsonNode body) {
    boolean isFine() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Asks; a refusal fails.
   *
   * @throws IllegalStateException when the answer is not a 2xx
   */
  JsonNode get(String path) {
    return fine("GET", path, ask("GET", path, ""));
  }

  /** Sends a body, possibly an empty one; a refusal fails. */
  JsonNode send(String method, String path, String body) {
    return fine(method, path, ask(method, path, body));
  }

  /** Asks and tells how it was answered. */
  Reply ask(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s%s was not answered.".formatted(method, base, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }

  private JsonNode fine(String method, String path, Reply reply) {
    if (!reply.isFine()) {
      throw new IllegalStateException(
          "%s %s%s was answered with %d: %s"
              .formatted(
                  method, base, path, reply.status(), reply.body().path("message").asText()));
    }
    return reply.body();
  }
}
