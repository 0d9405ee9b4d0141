package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Lets through calls with a known bearer key, as far as the key reaches. */
final class Authentication implements Filter {

  private static final String BEARER = "Bearer ";

  private final List<ApiKey> keys;

  Authentication(List<ApiKey> keys) {
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
    String shown =
        request
            .header("authorization")
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(header -> header.substring(BEARER.length()).strip())
            .orElse("");
    return keys.stream()
        .filter(key -> isSame(key.key(), shown))
        .findFirst()
        .orElseThrow(
            () -> new ApiException(401, "", "supplied credentials do not pass authentication"));
  }

  private static boolean isSame(String key, String shown) {
    return MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
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
