package io.tenantdb.operator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;

/** What one of our pages says. */
record Answer(int status, String contentType, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(Liveness liveness) {
    ObjectNode json = JSON.createObjectNode().put("status", liveness.alive() ? "alive" : "stuck");
    if (liveness.reason() != null) {
      json.put("reason", liveness.reason());
    }
    return json(liveness.alive(), json);
  }

  static Answer of(Readiness readiness) {
    ObjectNode json =
        JSON.createObjectNode().put("status", readiness.isReady() ? "ready" : "not ready");
    var checks = json.putArray("checks");
    for (Readiness.Check check : readiness.checks()) {
      ObjectNode one =
          checks
              .addObject()
              .put("name", check.name())
              .put("status", check.passed() ? "ok" : "failed");
      if (check.reason() != null) {
        one.put("reason", check.reason());
      }
    }
    return json(readiness.isReady(), json);
  }

  static Answer of(PrometheusMeterRegistry metrics) {
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }

  static Answer missing() {
    return text(404, "Not found. There are /livez, /readyz and /metrics.");
  }

  static Answer onlyReading() {
    return text(405, "Only GET and HEAD.");
  }

  static Answer failed() {
    return text(500, "This page could not be made; the operator's log says why.");
  }

  private static Answer text(int status, String sentence) {
    return new Answer(status, "text/plain; charset=utf-8", sentence + "\n");
  }

  private static Answer json(boolean good, ObjectNode json) {
    try {
      String body = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
      return new Answer(good ? 200 : 503, "application/json; charset=utf-8", body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
