package io.tenantdb.neonlocal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neonlocal.control.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class PageTest {

  private static Request request(Map<String, String> query) {
    return new Request(
        "GET", "/", Map.of(), query, Map.of(), "", "id", new CallNotes(CallNotes.Caller.API));
  }

  private static Page<String> page(List<String> all, Map<String, String> query, boolean up) {
    return Page.of(all, Function.identity(), up, request(query), 100, 2);
  }

  @Test
  void shouldReachEveryItemOnceWhateverComesAndGoesBetween() {
    // Given
    List<String> all = new ArrayList<>(List.of("d", "b", "a", "c"));

    // When
    Page<String> first = page(all, Map.of(), true);
    all.remove("b");
    all.add("aa");
    Page<String> second = page(all, Map.of("cursor", String.valueOf(first.cursor())), true);

    // Then
    assertThat(first.items()).containsExactly("a", "b");
    assertThat(first.hasMore()).isTrue();
    assertThat(second.items()).containsExactly("c", "d");
    assertThat(second.hasMore()).isFalse();
  }

  @Test
  void shouldGoDownToo() {
    assertThat(page(List.of("a", "b", "c"), Map.of("limit", "3"), false).items())
        .containsExactly("c", "b", "a");
  }

  @Test
  void shouldHaveNoCursorWhenEmpty() {
    assertThat(page(List.of(), Map.of(), true).cursor()).isNull();
  }

  @Test
  void shouldRefuseLimitsOutOfRangeAndForeignCursors() {
    for (String limit : List.of("0", "101", "x")) {
      assertThatThrownBy(() -> page(List.of(), Map.of("limit", limit), true))
          .isInstanceOf(ApiException.class);
    }
    assertThatThrownBy(() -> page(List.of(), Map.of("cursor", "~"), true))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void shouldSortTimesAsTimes() {
    assertThat(SortKeys.of(Instant.parse("2026-01-01T00:00:00Z"), "x"))
        .isLessThan(SortKeys.of(Instant.parse("2026-01-01T00:00:00.1Z"), "a"));
  }
}
