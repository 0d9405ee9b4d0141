package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the probes of a container say, asked at their periods. Not safe for several threads. */
final class Probes {
  /** What is to be done about the container. */
  enum Verdict {
    STARTING,
    NOT_READY,
    READY,
    RESTART
  }

  private final HttpClient http;
  private final Container container;
  private final String address;
  private final Asked startup;
  private final Asked liveness;
  private final Asked readiness;
  private boolean ready;

  Probes(HttpClient http, Container container, String address) {
    this.http = http;
    this.container = container;
    this.address = address;
    startup = new Asked(container.getStartupProbe());
    liveness = new Asked(container.getLivenessProbe());
    readiness = new Asked(container.getReadinessProbe());
    ready = container.getReadinessProbe() == null;
  }

  /** Asks those whose time has come. */
  Verdict look(Instant now) throws InterruptedException {
    if (startup.pending()) {
      startup.ask(now);
      return startup.failed() ? Verdict.RESTART : Verdict.STARTING;
    }
    liveness.ask(now);
    if (liveness.failed()) {
      return Verdict.RESTART;
    }
    if (readiness.ask(now)) {
      ready = readiness.succeeded;
    }
    return ready ? Verdict.READY : Verdict.NOT_READY;
  }

  private final class Asked {
    private final @Nullable Probe probe;
    private Instant next = Instant.MIN;
    private boolean succeeded;
    private int failures;

    Asked(@Nullable Probe probe) {
      this.probe = probe;
    }

    boolean pending() {
      return probe != null && !succeeded;
    }

    /** Whether it failed as often as it may. */
    boolean failed() {
      return probe != null && failures >= or(probe.getFailureThreshold(), 3);
    }

    /** Asks if it is time; whether it was. */
    boolean ask(Instant now) throws InterruptedException {
      if (probe == null || now.isBefore(next)) {
        return false;
      }
      next = now.plusSeconds(or(probe.getPeriodSeconds(), 10));
      succeeded = answers(probe.getHttpGet(), or(probe.getTimeoutSeconds(), 1));
      failures = succeeded ? 0 : failures + 1;
      return true;
    }
  }

  private boolean answers(HTTPGetAction get, int timeoutSeconds) throws InterruptedException {
    URI page = URI.create("http://%s:%d%s".formatted(address, port(get), get.getPath()));
    HttpRequest request =
        HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(timeoutSeconds)).build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 400;
    } catch (IOException e) {
      return false;
    }
  }

  private int port(HTTPGetAction get) {
    if (get.getPort().getIntVal() != null) {
      return get.getPort().getIntVal();
    }
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(get.getPort().getStrVal()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElseThrow();
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
