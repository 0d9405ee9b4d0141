package io.tenantdb.neonlocal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JournalTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Journal journal = new Journal(3);

  private void add(String method, int status, long millis) {
    journal.add(
        new Call(
            0,
            NOON.plusMillis(millis),
            "api",
            method,
            "/projects/p/branches",
            "",
            status,
            1,
            null,
            status == 200,
            "id",
            "",
            new Summary(null, null, null, "p", null, List.of()),
            "/projects/{project_id}/branches",
            false));
  }

  @Test
  void shouldGoOnWhereTheLastExcerptEnded() {
    // Given
    add("GET", 200, 0);
    add("POST", 201, 1);
    Journal.Excerpt first = journal.since(0, 1, call -> true);

    // When
    Journal.Excerpt second = journal.since(first.next(), 10, call -> true);

    // Then
    assertThat(second.calls()).extracting(Call::method).containsExactly("POST");
    assertThat(second.next()).isEqualTo(2);
    assertThat(journal.since(second.next(), 10, call -> true).calls()).isEmpty();
  }

  @Test
  void shouldSayHowManyCallsMadeRoomForNewerOnes() {
    // Given
    for (int i = 0; i < 5; i++) {
      add("GET", 200, i);
    }

    // When
    Journal.Excerpt all = journal.since(0, 10, call -> true);

    // Then
    assertThat(all.calls()).extracting(Call::seq).containsExactly(3L, 4L, 5L);
    assertThat(all.lost()).isEqualTo(2);
    assertThat(journal.since(4, 10, call -> true).lost()).isZero();
  }

  @Test
  void shouldSumCallsUpByKind() {
    // Given
    add("GET", 200, 0);
    add("POST", 423, 999);
    add("GET", 200, 1000);

    // When
    Stats stats = journal.stats(0);

    // Then
    assertThat(stats.calls())
        .containsExactly(
            new Stats.Kind("GET", "/projects/{project_id}/branches", 200, 2),
            new Stats.Kind("POST", "/projects/{project_id}/branches", 423, 1));
    assertThat(stats.mostInASecond()).isEqualTo(2);
    assertThat(stats.mostInAMinute()).isEqualTo(3);
    assertThat(stats.locked()).isEqualTo(1);
  }
}
