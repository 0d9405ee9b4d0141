package io.tenantdb.neon.http;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists in pages, followed to the end. A list is whole or it fails as unreadable, for "not in the
 * list" is read as "does not exist".
 */
final class Pages {
  /** A tenth of the most Neon gives: a page is then about 1 MB and soon there. */
  private static final int BRANCHES = 1_000;

  /** The most Neon gives. */
  private static final int PROJECTS = 400;

  private final NeonCaller caller;
  private final Priority priority;

  Pages(NeonCaller caller, Priority priority) {
    this.caller = caller;
    this.priority = priority;
  }

  /**
   * Ordered by creation, so that a change during the listing moves nothing to a page already read.
   */
  List<Branch> branches(String projectId) {
    NeonRequest request =
        NeonRequest.get("/projects/{project_id}/branches", projectId)
            .with("sort_by", "created_at")
            .with("sort_order", "asc")
            .with("limit", String.valueOf(BRANCHES));
    Walk walk = new Walk("branches", BRANCHES);
    List<Branch> all = follow(request, json -> branchPage(json, walk));
    if (!walk.sawPagination()) {
      requireCount(projectId, all.size());
    }
    return all;
  }

  List<Project> projects(String search) {
    NeonRequest all = NeonRequest.get("/projects").with("limit", String.valueOf(PROJECTS));
    NeonRequest request = search.isBlank() ? all : all.with("search", search);
    Walk walk = new Walk("projects", PROJECTS);
    return follow(request, json -> projectPage(json, walk));
  }

  private <T> List<T> follow(NeonRequest first, Function<JsonPart, Page<T>> shape) {
    List<T> all = new ArrayList<>();
    NeonRequest request = first;
    while (true) {
      Page<T> page = caller.send(request, priority, shape);
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      request = first.with("cursor", page.next());
    }
  }

  /** Neon's document allows an end without a word about pages; then the number has to be right. */
  private void requireCount(String projectId, int seen) {
    NeonRequest request = NeonRequest.get("/projects/{project_id}/branches/count", projectId);
    caller.send(
        request,
        priority,
        json -> {
          long count = json.whole("count");
          if (count != seen) {
            throw new Unreadable("the list held " + seen + " branches, the project has " + count);
          }
          return count;
        });
  }

  private static Page<Branch> branchPage(JsonPart json, Walk walk) {
    Map<String, Map<String, String>> annotations = json.map("annotations", Shapes::annotationValue);
    List<Branch> branches =
        json.list(
            "branches",
            branch -> Shapes.branch(branch, annotations.getOrDefault(branch.text("id"), Map.of())));
    return new Page<>(branches, walk.next(json, "next", branches.size()));
  }

  private static Page<Project> projectPage(JsonPart json, Walk walk) {
    if (json.hasItems("unavailable_project_ids")) {
      throw new Unreadable("Neon left projects out that it could not fetch in time");
    }
    List<Project> projects = json.list("projects", Shapes::project);
    return new Page<>(projects, walk.next(json, "cursor", projects.size()));
  }

  /**
   * One page.
   *
   * @param next null on the last page
   */
  private record Page<T>(List<T> items, @Nullable String next) {}
}
