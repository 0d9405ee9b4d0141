package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;

/** Lets through calls with a known bearer key, as far as the key reaches. */
final class Authentication implements Filter {

  private final Keys keys;

  Authentication(Keys keys) {
    this.keys = keys;
  }

  @Override
  public Response answer(Request request, Next next) throws Exception {
    ApiKey key = keyOf(request);
    if (key.scope() == ApiKey.Scope.PROJECT) {
      checkProject(request, String.valueOf(key.projectId()));
    }
    return next.answer(request);
  }

  ApiKey keyOf(Request request) {
    return keys.validOf(request)
        .orElseThrow(
            () -> new ApiException(401, "", "supplied credentials do not pass authentication"));
  }

  /** A project key sees no other project and neither makes nor deletes any. */
  private static void checkProject(Request request, String projectId) {
    String own = "/projects/" + projectId;
    boolean deletes = request.method().equals("DELETE") && request.path().equals(own);
    boolean creates = request.method().equals("POST") && request.path().equals("/projects");
    if (deletes || creates) {
      throw new ApiException(403, "", "not allowed for project-scoped API keys");
    }
    boolean other =
        request.path().startsWith("/projects/")
            && !request.path().equals(own)
            && !request.path().startsWith(own + "/");
    if (other) {
      throw ApiException.notFound("project");
    }
  }
}
