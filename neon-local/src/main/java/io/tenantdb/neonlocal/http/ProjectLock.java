package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.Operations;
import java.util.Set;

/** Sees whether the lock of projects holds: no change while another operation is unfinished. */
final class ProjectLock {

  private final Operations operations;

  ProjectLock(Operations operations) {
    this.operations = operations;
  }

  /** Lets a call be answered and notes its success. */
  Response watch(Request request, Filter.Next route) throws Exception {
    Set<String> before = unfinished(request);
    Response response = route.answer(request);
    request
        .notes()
        .succeeded(
            response, !before.isEmpty() && unfinished(request).stream().anyMatch(before::contains));
    return response;
  }

  private Set<String> unfinished(Request request) {
    String projectId = request.notes().parameters().get("project_id");
    return projectId == null || request.method().equals("GET")
        ? Set.of()
        : operations.unfinished(projectId);
  }
}
