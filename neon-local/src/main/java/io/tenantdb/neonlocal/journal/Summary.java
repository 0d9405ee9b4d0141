package io.tenantdb.neonlocal.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantdb.neonlocal.http.CallNotes;
import io.tenantdb.neonlocal.model.Branch;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Operation;
import io.tenantdb.neonlocal.model.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call was about, as far as its path, its body's names and its route's answer tell. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Summary(
    @Nullable String branchName,
    @Nullable String branchId,
    @Nullable String endpointId,
    @Nullable String projectId,
    @Nullable String roleName,
    List<String> operationIds) {

  static Summary of(CallNotes notes, @Nullable String nameInBody) {
    Map<?, ?> answer = answer(notes);
    Map<String, String> path = notes.parameters();
    Branch branch = answer.get("branch") instanceof Branch found ? found : null;
    Endpoint endpoint = endpoint(answer);
    return new Summary(
        branch == null ? nameInBody : branch.name(),
        first(branch == null ? null : branch.id(), path.get("branch_id"), branchOf(endpoint)),
        first(endpoint == null ? null : endpoint.id(), path.get("endpoint_id"), null),
        first(branch == null ? null : branch.projectId(), path.get("project_id"), null),
        answer.get("role") instanceof Role.View role ? role.name() : path.get("role_name"),
        operations(answer));
  }

  private static Map<?, ?> answer(CallNotes notes) {
    return notes.result().isPresent() && notes.result().get().body() instanceof Map<?, ?> body
        ? body
        : Map.of();
  }

  private static @Nullable Endpoint endpoint(Map<?, ?> answer) {
    if (answer.get("endpoint") instanceof Endpoint one) {
      return one;
    }
    return answer.get("branch") instanceof Branch
            && answer.get("endpoints") instanceof List<?> made
            && !made.isEmpty()
            && made.getFirst() instanceof Endpoint first
        ? first
        : null;
  }

  private static @Nullable String branchOf(@Nullable Endpoint endpoint) {
    return endpoint == null ? null : endpoint.branchId();
  }

  private static List<String> operations(Map<?, ?> answer) {
    return answer.get("operations") instanceof List<?> all
            && all.stream().allMatch(Operation.class::isInstance)
            && answer.size() > 1
        ? all.stream().map(Operation.class::cast).map(Operation::id).toList()
        : List.of();
  }

  private static @Nullable String first(
      @Nullable String one, @Nullable String other, @Nullable String last) {
    return one != null ? one : other != null ? other : last;
  }
}
