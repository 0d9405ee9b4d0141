package io.tenantdb.neonlocal.faults;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How each fault looks to the client. */
final class Played {

  private Played() {}

  static Filter of(ActiveRule rule) {
    return switch (rule.rule().fault()) {
      case Fault.Latency _ -> (request, next) -> next.answer(request);
      case Fault.Locked _ -> (request, next) -> locked(request);
      case Fault.Throttled fault ->
          (request, next) -> Throttling.refusal(request, fault.retryAfterSeconds());
      case Fault.ServerError(int status, boolean html) ->
          (request, next) -> serverError(request, status, html);
      case Fault.ErrorAfter(int status, boolean html) ->
          (request, next) -> {
            haveEffect(request, next);
            return serverError(request, status, html);
          };
      case Fault.ResetBefore _ -> (request, next) -> Response.dropped();
      case Fault.ResetAfter _ ->
          (request, next) -> {
            haveEffect(request, next);
            return Response.dropped();
          };
      case Fault.CutOff _ -> (request, next) -> next.answer(request).cutOff();
      case Fault.Missing fault -> (request, next) -> lacking(next.answer(request), fault, rule);
    };
  }

  private static Response locked(Request request) {
    ApiException locked = ApiException.conflictingOperations();
    return Response.error(
        request, locked.status(), locked.code(), String.valueOf(locked.getMessage()));
  }

  /** A refusal by the route is one more answer that gets lost. */
  private static void haveEffect(Request request, Filter.Next next) throws Exception {
    try {
      next.answer(request);
    } catch (ApiException e) {
      return;
    }
  }

  private static Response serverError(Request request, int status, boolean html) {
    return html
        ? new Response(status, page(status))
        : Response.error(request, status, "", "internal error");
  }

  private static Response.Html page(int status) {
    return new Response.Html(
        """
        <!DOCTYPE html>
        <html><head><title>%1$d: Error</title></head>
        <body><h1>Error %1$d</h1><p>The web server reported an error.</p></body></html>
        """
            .formatted(status));
  }

  private static Response lacking(Response response, Fault.Missing fault, ActiveRule rule) {
    if (!(response.body() instanceof Map<?, ?> body)
        || !(body.get(fault.member()) instanceof List<?> items)) {
      return response;
    }
    Map<Object, @Nullable Object> lacking = new LinkedHashMap<>(body);
    lacking.put(fault.member(), some(items, fault.keep(), rule.fork()));
    return response.withBody(lacking);
  }

  /** In their order. */
  private static List<?> some(List<?> items, double keep, Random random) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      chosen.add(i);
    }
    Collections.shuffle(chosen, random);
    return chosen.subList(0, (int) Math.round(keep * items.size())).stream()
        .sorted()
        .map(items::get)
        .toList();
  }
}
