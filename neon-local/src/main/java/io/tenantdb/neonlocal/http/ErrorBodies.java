package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns refusals and accidents into Neon's error bodies. */
final class ErrorBodies implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorBodies.class);

  @Override
  public Response answer(Request request, Next next) {
    try {
      return next.answer(request);
    } catch (ApiException e) {
      return Response.error(request, e.status(), e.code(), String.valueOf(e.getMessage()));
    } catch (Exception e) {
      LOG.atError()
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.path())
          .addKeyValue("requestId", request.requestId())
          .setCause(e)
          .log("call failed");
      return Response.error(request, 500, "", "internal error, see the log of neon-local");
    }
  }
}
