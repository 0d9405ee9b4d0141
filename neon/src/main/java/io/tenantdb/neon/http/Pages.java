package io.tenantdb.neon.http;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
    return follow(request, Pages::branchPage);
  }

  List<Project> projects(String search) {
    NeonRequest request =
        NeonRequest.get("/projects").with("search", search).with("limit", String.valueOf(PROJECTS));
    return follow(request, Pages::projectPage);
  }

  private <T> List<T> follow(NeonRequest first, BiFunction<JsonPart, Set<String>, Page<T>> shape) {
    List<T> all = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    NeonRequest request = first;
    while (true) {
      Page<T> page = caller.send(request, priority, json -> shape.apply(json, cursors));
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      request = first.with("cursor", page.next());
    }
  }

  private static Page<Branch> branchPage(JsonPart json, Set<String> cursors) {
    Map<String, Map<String, String>> annotations = json.map("annotations", Shapes::annotationValue);
    List<Branch> branches =
        json.list(
            "branches",
            branch -> Shapes.branch(branch, annotations.getOrDefault(branch.text("id"), Map.of())));
    String next =
        json.optionalPart("pagination").map(page -> page.optionalText("next")).orElse(null);
    return Page.of("branches", branches, next, BRANCHES, cursors);
  }

  private static Page<Project> projectPage(JsonPart json, Set<String> cursors) {
    if (json.hasItems("unavailable_project_ids")) {
      throw new Unreadable("Neon left projects out that it could not fetch in time");
    }
    String next =
        json.optionalPart("pagination").map(page -> page.optionalText("cursor")).orElse(null);
    return Page.of("projects", json.list("projects", Shapes::project), next, PROJECTS, cursors);
  }

  /**
   * @param next null on the last page
   */
  private record Page<T>(List<T> items, @Nullable String next) {

    /** Some lists give a cursor on every page: an empty page is the last one too. */
    static <T> Page<T> of(
        String name, List<T> items, @Nullable String next, int limit, Set<String> cursors) {
      if (items.isEmpty()) {
        return new Page<>(items, null);
      }
      if (next == null || next.isEmpty()) {
        if (items.size() >= limit) {
          throw new Unreadable("a full page of " + name + " without a cursor for the next");
        }
        return new Page<>(items, null);
      }
      if (!cursors.add(next)) {
        throw new Unreadable("the cursor of a page of " + name + " came a second time");
      }
      return new Page<>(items, next);
    }
  }
}
