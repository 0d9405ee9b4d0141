package io.tenantdb.neon.http;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Database;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Neon's objects read in our words. */
final class Shapes {
  /** Neon's documented default, which lists may leave out. */
  private static final long DEFAULT_HISTORY_SECONDS = 86_400;

  private Shapes() {}

  static Project project(JsonPart json) {
    Long history = json.optionalWhole("history_retention_seconds");
    return new Project(
        json.text("id"),
        json.text("name"),
        json.text("region_id"),
        (int) json.whole("pg_version"),
        history == null ? DEFAULT_HISTORY_SECONDS : history,
        branchesLimit(json),
        json.instant("created_at"));
  }

  private static @Nullable Long branchesLimit(JsonPart project) {
    Long limit =
        project.optionalPart("owner").map(o -> o.optionalWhole("branches_limit")).orElse(null);
    return limit == null || limit < 0 ? null : limit;
  }

  static Branch branch(JsonPart json, Map<String, String> annotations) {
    return new Branch(
        json.text("id"),
        json.text("project_id"),
        json.text("name"),
        json.optionalText("parent_id"),
        json.text("current_state"),
        json.optionalText("pending_state"),
        json.flag("default"),
        json.flag("protected"),
        annotations,
        json.optionalWhole("logical_size"),
        json.whole("compute_time_seconds"),
        json.instant("created_at"));
  }

  static Endpoint endpoint(JsonPart json) {
    return new Endpoint(
        json.text("id"),
        json.text("project_id"),
        json.text("branch_id"),
        json.text("host"),
        json.text("type").equals("read_write"),
        json.text("current_state"),
        json.optionalText("pending_state"),
        json.number("autoscaling_limit_min_cu"),
        json.number("autoscaling_limit_max_cu"),
        json.whole("suspend_timeout_seconds"),
        json.flag("disabled"),
        json.optionalInstant("last_active"));
  }

  static Operation operation(JsonPart json) {
    return new Operation(
        json.text("id"),
        json.text("project_id"),
        json.optionalText("branch_id"),
        json.optionalText("endpoint_id"),
        json.text("action"),
        status(json.text("status")),
        json.optionalText("error"),
        (int) json.whole("failures_count"),
        json.instant("updated_at"));
  }

  /**
   * {@code failed} is not final: Neon may repeat the operation by itself. New words mean going on.
   */
  private static Operation.Status status(String word) {
    return switch (word) {
      case "finished", "skipped" -> Operation.Status.SUCCEEDED;
      case "error", "cancelled" -> Operation.Status.FAILED;
      default -> Operation.Status.UNFINISHED;
    };
  }

  static Role role(JsonPart json) {
    return new Role(json.text("branch_id"), json.text("name"), json.flagOrFalse("protected"));
  }

  static Database database(JsonPart json) {
    return new Database(json.text("branch_id"), json.text("name"), json.text("owner_name"));
  }

  static List<Operation> operations(JsonPart answer) {
    return answer.list("operations", Shapes::operation);
  }

  static List<Endpoint> endpoints(JsonPart answer) {
    return answer.list("endpoints", Shapes::endpoint);
  }

  /** The values of an annotation object; none when the object is not there. */
  static Map<String, String> annotation(JsonPart answer) {
    return answer.optionalPart("annotation").map(Shapes::annotationValue).orElse(Map.of());
  }

  static Map<String, String> annotationValue(JsonPart annotation) {
    return annotation.part("value").texts();
  }
}
