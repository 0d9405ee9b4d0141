package io.tenantdb.neon.http;

import static io.tenantdb.neon.http.Samples.BRANCH_ID;
import static io.tenantdb.neon.http.Samples.PROJECT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Project;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list is whole or it fails. */
class PagesTest {
  private final NeonServer neon = new NeonServer();
  private final NeonApi api = neon.client(new MutableClock());

  @AfterEach
  void close() {
    neon.close();
  }

  @Test
  void shouldFollowBranchesToLastPage() {
    // Given
    neon.answer(200, branches(0, 2, "{\"next\": \"c 1\"}"))
        .answer(200, branches(2, 2, "{\"next\": \"c2\"}"))
        .answer(200, branches(4, 1, "{\"sort_by\": \"created_at\"}"));

    // When
    List<Branch> branches = api.branches(PROJECT_ID);

    // Then
    assertThat(branches)
        .extracting(Branch::name)
        .containsExactly("store-0", "store-1", "store-2", "store-3", "store-4");
    String first =
        "GET /projects/late-frost-12345678/branches?sort_by=created_at&sort_order=asc&limit=1000";
    assertThat(neon.asked()).containsExactly(first, first + "&cursor=c%201", first + "&cursor=c2");
  }

  @Test
  void shouldGiveEachBranchItsAnnotations() {
    // Given
    neon.answer(
        200,
        Samples.branchPage(
            Samples.branch(BRANCH_ID, "mine") + "," + Samples.branch("br-other", "other"), "{}"));

    // When
    List<Branch> branches = api.branches(PROJECT_ID);

    // Then
    assertThat(branches)
        .extracting(Branch::annotations)
        .containsExactly(Map.of("managed-by", "tenantdb"), Map.of());
  }

  @Test
  void shouldNotPassPartOfListOffAsWholeWhenLaterPageFails() {
    // Given
    neon.answer(200, branches(0, 2, "{\"next\": \"c1\"}")).refuse(404, "", "cursor not found");

    // When
    NeonException failure = failureOf(() -> api.branches(PROJECT_ID));

    // Then
    assertThat(failure).isInstanceOf(NeonException.NotFound.class);
  }

  @Test
  void shouldFailWhenFullPageHasNoCursor() {
    // Given
    neon.answer(200, branches(0, 1_000, "{}"));

    // When
    NeonException failure = failureOf(() -> api.branches(PROJECT_ID));

    // Then
    assertThat(failure)
        .isInstanceOf(NeonException.Unavailable.class)
        .hasMessageContaining("a full page of branches without a cursor");
  }

  @Test
  void shouldCheckNumberWhenListSaysNothingOfPages() {
    // Given
    neon.answer(200, withoutPagination()).answer(200, "{\"count\": 2}");

    // When
    List<Branch> branches = api.branches(PROJECT_ID);

    // Then
    assertThat(branches).hasSize(2);
    assertThat(neon.asked().getLast())
        .isEqualTo("GET /projects/late-frost-12345678/branches/count");
  }

  @Test
  void shouldFailWhenListSaysNothingOfPagesAndIsShort() {
    // Given
    neon.answer(200, withoutPagination()).answer(200, "{\"count\": 3}");

    // When
    NeonException failure = failureOf(() -> api.branches(PROJECT_ID));

    // Then
    assertThat(failure)
        .isInstanceOf(NeonException.Unavailable.class)
        .hasMessageContaining("the list held 2 branches, the project has 3");
  }

  @Test
  void shouldFailWhenCursorComesAgain() {
    // Given
    neon.answer(200, branches(0, 2, "{\"next\": \"c1\"}"))
        .answer(200, branches(2, 2, "{\"next\": \"c2\"}"))
        .answer(200, branches(0, 2, "{\"next\": \"c1\"}"));

    // When
    NeonException failure = failureOf(() -> api.branches(PROJECT_ID));

    // Then
    assertThat(failure)
        .isInstanceOf(NeonException.Unavailable.class)
        .hasMessageContaining("came a second time");
  }

  @Test
  void shouldFailWhenAnnotationsAreLeftOut() {
    // Given
    neon.answerForeign(200, "{\"branches\": [], \"pagination\": {}}");

    // When
    NeonException failure = failureOf(() -> api.branches(PROJECT_ID));

    // Then
    assertThat(failure).hasMessageContaining("$.annotations is missing");
  }

  @Test
  void shouldFollowProjectsUntilPageIsEmpty() {
    // Given
    neon.answer(200, projects("p-1", "p-2")).answer(200, projects());

    // When
    List<Project> projects = api.findProjects("shop & co");

    // Then
    assertThat(projects).extracting(Project::id).containsExactly("p-1", "p-2");
    assertThat(neon.asked())
        .containsExactly(
            "GET /projects?limit=400&search=shop%20%26%20co",
            "GET /projects?limit=400&search=shop%20%26%20co&cursor=last");
  }

  @Test
  void shouldListAllProjectsWhenSearchIsEmpty() {
    // Given
    neon.answer(200, projects());

    // When
    api.findProjects("");

    // Then
    assertThat(neon.asked()).containsExactly("GET /projects?limit=400");
  }

  @Test
  void shouldFailWhenNeonLeavesProjectsOut() {
    // Given
    neon.answer(
        200,
        "{\"projects\": [], \"applications\": {}, \"integrations\": {}, \"unavailable_project_ids\": [\"late-frost-12345678\"]}");

    // When
    NeonException failure = failureOf(() -> api.findProjects("tenants"));

    // Then
    assertThat(failure).isInstanceOf(NeonException.Unavailable.class);
  }

  private static String branches(int from, int count, String pagination) {
    String list =
        IntStream.range(from, from + count)
            .mapToObj(i -> Samples.branch("br-" + i, "store-" + i))
            .collect(Collectors.joining(","));
    return Samples.branchPage(list, pagination);
  }

  private static String withoutPagination() {
    return branches(0, 2, "{}").replace(", \"pagination\": {}", "");
  }

  private static String projects(String... ids) {
    String list =
        java.util.Arrays.stream(ids).map(Samples::listedProject).collect(Collectors.joining(","));
    return "{\"projects\": [%s], \"applications\": {}, \"integrations\": {}, \"pagination\": {\"cursor\": \"last\"}}"
        .formatted(list);
  }

  private static NeonException failureOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(NeonException.class, call);
  }
}
