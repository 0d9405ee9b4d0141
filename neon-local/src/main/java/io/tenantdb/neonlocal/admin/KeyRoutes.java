package io.tenantdb.neonlocal.admin;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.Keys;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Revokes keys and makes them valid again. */
public final class KeyRoutes implements AdminRoutes {

  private record Named(@Nullable String key) {
    @Override
    public String toString() {
      return "Named";
    }
  }

  private final Keys keys;

  /** Serves these. */
  public KeyRoutes(Keys keys) {
    this.keys = keys;
  }

  @Override
  public void addTo(Router router) {
    router.add("POST", "/keys/revoke", request -> answer(request, keys::revoke, true));
    router.add("POST", "/keys/restore", request -> answer(request, keys::restore, false));
  }

  private static Response answer(Request request, Predicate<String> change, boolean revoked) {
    String key = PlanJson.read(request.body(), Named.class).key();
    if (key == null) {
      throw new IllegalArgumentException("key is missing");
    }
    if (!change.test(key)) {
      throw ApiException.notFound("key");
    }
    return Response.ok(Map.of("revoked", revoked));
  }
}
