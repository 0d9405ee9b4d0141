package io.tenantdb.neonlocal.admin;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.http.ApiKey;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Keys;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;

/**
 * Answers calls under {@link #BASE_PATH}. It takes the account's keys, also when they are revoked,
 * so that nobody locks themselves out.
 */
public final class AdminDoor implements Filter.Next {

  /** Where it is. */
  public static final String BASE_PATH = "/local";

  private final Keys keys;
  private final Router router = new Router();

  /** Opens the door to these. */
  public AdminDoor(Keys keys, AdminRoutes... routes) {
    this.keys = keys;
    for (AdminRoutes some : routes) {
      some.addTo(router);
    }
  }

  @Override
  public Response answer(Request request) throws Exception {
    try {
      if (keys.shownBy(request).filter(key -> key.scope() == ApiKey.Scope.ACCOUNT).isEmpty()) {
        return Response.error(request, 401, "", "a key of scope account is needed here");
      }
      return router.answer(request);
    } catch (ApiException e) {
      return Response.error(request, e.status(), e.code(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return Response.error(request, 400, "", String.valueOf(e.getMessage()));
    }
  }
}
