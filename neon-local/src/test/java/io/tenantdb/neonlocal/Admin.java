package io.tenantdb.neonlocal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A client of the admin door. Single quotes in bodies stand for double ones. */
final class Admin {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final String key;

  Admin(NeonLocalServer server, String key) {
    this.base = server.baseUrl().resolve("/local");
    this.key = key;
  }

  JsonNode call(int expected, String method, String path, String body) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(base + path))
                  .header("Authorization", "Bearer " + key)
                  .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode())
          .as("%s %s: %s", method, path, response.body())
          .isEqualTo(expected);
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  JsonNode put(String path, String body) {
    return call(200, "PUT", path, body);
  }

  JsonNode get(String path) {
    return call(200, "GET", path, "");
  }

  JsonNode post(String path, String body) {
    return call(200, "POST", path, body);
  }

  JsonNode delete(String path) {
    return call(200, "DELETE", path, "");
  }

  /** Sets one rule. */
  void fault(String rule) {
    put("/faults", "{'seed': 7, 'rules': [" + rule + "]}");
  }

  /** The calls of a method and path that are in the journal. */
  List<JsonNode> journal(String method, String path) {
    return get("/journal?method=" + method + "&path=" + path).path("calls").valueStream().toList();
  }
}
