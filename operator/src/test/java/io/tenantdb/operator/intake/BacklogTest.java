package io.tenantdb.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  private final Backlog backlog = new Backlog();

  @Test
  void shouldServeFirstWhoWasHeardOfLast() {
    // When
    backlog.found(List.of(A));
    backlog.heard(List.of(B));
    backlog.heard(List.of(C));

    // Then
    assertThat(backlog.next(2)).containsExactly(C, B);
    assertThat(backlog.next(2)).containsExactly(A);
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void shouldHoldEachOnceAndMoveOnlyWhoIsHeardOfAgain() {
    // When
    backlog.heard(List.of(A, B));
    backlog.found(List.of(A, B, C));
    backlog.heard(List.of(A));

    // Then
    assertThat(backlog.next(9)).containsExactly(A, B, C);
  }
}
