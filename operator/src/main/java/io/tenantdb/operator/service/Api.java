package io.tenantdb.operator.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantdb.operator.metrics.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings calls to operations, and what went wrong to callers. */
final class Api {
  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final String NO_OPERATION = "none";

  private final List<Route> routes;
  private final MeterRegistry metrics;

  Api(Operations operations, MeterRegistry metrics) {
    this.metrics = metrics;
    byte[] document = document();
    routes =
        List.of(
            Route.of("findTenant", "GET", "/v1/tenants", (call, _) -> operations.findTenant(call)),
            Route.of(
                "createTenant", "POST", "/v1/tenants", (call, _) -> operations.createTenant(call)),
            Route.of("getTenant", "GET", "/v1/tenants/{organizationId}", operations::getTenant),
            Route.of(
                "getConnection",
                "POST",
                "/v1/tenants/{organizationId}/connection",
                operations::getConnection),
            Route.of("getOpenApi", "GET", "/v1/openapi.json", (_, _) -> Reply.document(document)));
  }

  /** Every operation there is. */
  List<Route> routes() {
    return routes;
  }

  /** Answers, whatever happens. */
  Reply answer(Call call) {
    Timer.Sample time = Timer.start(metrics);
    List<Route> here =
        routes.stream().filter(route -> route.match(path(call)).isPresent()).toList();
    String operation =
        here.stream()
            .filter(route -> route.method().equals(call.method()))
            .findFirst()
            .map(Route::operation)
            .orElse(NO_OPERATION);
    Reply reply = guarded(call, here);
    time.stop(Meters.SERVICE_REQUESTS.timer(metrics, operation, Integer.toString(reply.status())));
    return reply;
  }

  private static Reply guarded(Call call, List<Route> here) {
    try {
      return route(call, here);
    } catch (Problem e) {
      return e.reply();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("path", path(call)).setCause(e).log("a request failed");
      return Problem.failed().reply();
    }
  }

  private static Reply route(Call call, List<Route> here) {
    if (here.isEmpty()) {
      throw Problem.notFound("There is nothing here; GET /v1/openapi.json says what there is.");
    }
    for (Route route : here) {
      if (route.method().equals(call.method())) {
        return route.handler().apply(call, route.match(path(call)).orElseThrow());
      }
    }
    throw Problem.methodNotAllowed(
        here.stream().map(Route::method).collect(Collectors.joining(", ")));
  }

  private static String path(Call call) {
    return Objects.requireNonNullElse(call.target().getPath(), "");
  }

  private static byte[] document() {
    try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
      return Objects.requireNonNull(in, "openapi.json is part of this program").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
