package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.active;
import static io.tenantdb.operator.registry.Entries.onBranch;
import static io.tenantdb.operator.registry.Entries.organization;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.registry.Ledger.Counts;
import io.tenantdb.operator.registry.Ledger.Stored;
import io.tenantdb.operator.registry.Ledger.Work;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Fault REFUSAL = new Fault("23503", "no such organization");

  private final MutableClock clock = new MutableClock();
  private final Ledger ledger = new Ledger(clock);

  @Test
  void shouldHaveWorkWhenAStoreIsPublished() {
    // When
    ledger.publish(active(1));

    // Then
    assertThat(ledger.next(10)).extracting(Work::organizationId).containsExactly(organization(1));
  }

  @Test
  void shouldHaveOneWorkWithTheLatestWhenAStoreIsPublishedTwice() {
    // When
    ledger.publish(active(1));
    ledger.publish(onBranch(1, "br-new"));

    // Then
    assertThat(ledger.next(10))
        .singleElement()
        .satisfies(work -> assertThat(branch(work)).isEqualTo("br-new"));
  }

  @Test
  void shouldGiveTheOldestFirstAndNoMoreThanAskedFor() {
    // Given
    ledger.publish(active(2));
    ledger.publish(active(1));
    ledger.publish(active(3));

    // When
    List<Work> work = ledger.next(2);

    // Then
    assertThat(work)
        .extracting(Work::organizationId)
        .containsExactly(organization(2), organization(1));
  }

  @Test
  void shouldHaveNothingToDoWhenTheSameIsPublishedAfterItWasWritten() {
    // Given
    ledger.publish(active(1));
    ledger.next(10).forEach(ledger::confirm);

    // When
    ledger.publish(active(1));

    // Then
    assertThat(ledger.next(10)).isEmpty();
  }

  @Test
  void shouldStillHaveWorkWhenNewsCameWhileTheRowWasWritten() {
    // Given
    ledger.publish(active(1));
    Work underWay = ledger.next(10).getFirst();
    ledger.publish(onBranch(1, "br-new"));

    // When
    ledger.confirm(underWay);

    // Then
    assertThat(ledger.next(10))
        .singleElement()
        .satisfies(work -> assertThat(branch(work)).isEqualTo("br-new"));
  }

  @Test
  void shouldHaveNothingToDoWhenNewsWereTakenBackBeforeTheyWereWritten() {
    // Given
    ledger.publish(active(1));
    ledger.next(10).forEach(ledger::confirm);
    ledger.publish(onBranch(1, "br-new"));

    // When
    ledger.publish(active(1));

    // Then
    assertThat(ledger.next(10)).isEmpty();
  }

  @Test
  void shouldRemoveAStoreThatWasPublishedAndRemoved() {
    // Given
    ledger.publish(active(1));

    // When
    ledger.remove(organization(1));

    // Then
    assertThat(ledger.next(10)).containsExactly(new Work(organization(1), null));
  }

  @Test
  void shouldWriteAStoreThatWasRemovedAndPublishedAgain() {
    // Given
    ledger.publish(active(1));
    ledger.remove(organization(1));

    // When
    ledger.publish(active(1));

    // Then
    assertThat(ledger.next(10))
        .singleElement()
        .satisfies(work -> assertThat(branch(work)).isEqualTo("br-1"));
  }

  @Test
  void shouldOnlyWriteWhatDiffersAfterAnAudit() {
    // Given
    ledger.publish(active(1));
    ledger.publish(active(2));
    ledger.publish(active(3));

    // When
    ledger.audited(
        Map.of(
            organization(1), stored(active(1)),
            organization(2), stored(onBranch(2, "br-old"))));

    // Then
    assertThat(ledger.next(10))
        .extracting(Work::organizationId)
        .containsExactlyInAnyOrder(organization(2), organization(3));
  }

  @Test
  void shouldWriteEverythingAgainWhenAnAuditFindsTheRowsGone() {
    // Given
    ledger.publish(active(1));
    ledger.next(10).forEach(ledger::confirm);

    // When
    ledger.audited(Map.of());

    // Then
    assertThat(ledger.next(10)).hasSize(1);
  }

  @Test
  void shouldTakeOverARowThatAnotherInstallationWrote() {
    // Given
    ledger.publish(active(1));

    // When
    ledger.audited(Map.of(organization(1), new Stored(Fingerprint.of(active(1)), false)));

    // Then
    assertThat(ledger.next(10)).hasSize(1);
  }

  @Test
  void shouldNotTouchUnknownRowsBeforeEverythingWasSeen() {
    // When
    ledger.audited(Map.of(organization(1), stored(active(1))));

    // Then
    assertThat(ledger.next(10)).isEmpty();
  }

  @Test
  void shouldRemoveRowsOfStoresThatAreGoneWhenEverythingWasSeen() {
    // Given
    ledger.audited(
        Map.of(
            organization(1), stored(active(1)),
            organization(2), stored(active(2)),
            organization(3), new Stored(Fingerprint.of(active(3)), false)));

    // When
    ledger.complete(Set.of(organization(2)));

    // Then
    assertThat(ledger.next(10)).containsExactly(new Work(organization(1), null));
  }

  @Test
  void shouldRemoveALeftoverThatALaterAuditFinds() {
    // Given
    ledger.complete(Set.of());

    // When
    ledger.audited(Map.of(organization(1), stored(active(1))));

    // Then
    assertThat(ledger.next(10)).containsExactly(new Work(organization(1), null));
  }

  @Test
  void shouldKeepARemovalThatCouldNotBeWrittenYet() {
    // Given
    ledger.remove(organization(1));

    // When
    ledger.audited(Map.of(organization(1), stored(active(1))));

    // Then
    assertThat(ledger.next(10)).containsExactly(new Work(organization(1), null));
  }

  @Test
  void shouldSetARefusedRowAsideAndCountIt() {
    // Given
    ledger.publish(active(1));
    ledger.publish(active(2));

    // When
    ledger.refuse(ledger.next(1).getFirst(), REFUSAL);

    // Then
    assertThat(ledger.next(10)).extracting(Work::organizationId).containsExactly(organization(2));
    assertThat(ledger.counts()).isEqualTo(new Counts(2, 1, clock.instant()));
    assertThat(ledger.anyRefusal())
        .hasToString(
            "row of organization %s: no such organization (SQLSTATE 23503)"
                .formatted(organization(1)));
  }

  @Test
  void shouldNotTryARefusedRowAgainWhenItIsPublishedUnchanged() {
    // Given
    ledger.publish(active(1));
    ledger.refuse(ledger.next(1).getFirst(), REFUSAL);

    // When
    ledger.publish(active(1));

    // Then
    assertThat(ledger.next(10)).isEmpty();
  }

  @Test
  void shouldTryARefusedRowAgainWhenItChanges() {
    // Given
    ledger.publish(active(1));
    ledger.refuse(ledger.next(1).getFirst(), REFUSAL);

    // When
    ledger.publish(onBranch(1, "br-new"));

    // Then
    assertThat(ledger.next(10)).hasSize(1);
    assertThat(ledger.counts()).isEqualTo(new Counts(1, 0, clock.instant()));
  }

  @Test
  void shouldTryRefusedRowsAgainAtAnAudit() {
    // Given
    ledger.publish(active(1));
    ledger.refuse(ledger.next(1).getFirst(), REFUSAL);

    // When
    ledger.audited(Map.of());

    // Then
    assertThat(ledger.next(10)).hasSize(1);
  }

  private static Stored stored(RegistryEntry entry) {
    return new Stored(Fingerprint.of(entry), true);
  }

  @Test
  void shouldSaySinceWhenTheOldestRowWaits() {
    // Given
    ledger.publish(active(1));
    Instant first = clock.instant();
    clock.advance(Duration.ofSeconds(3));
    ledger.publish(active(2));
    Instant second = clock.instant();
    clock.advance(Duration.ofSeconds(3));
    ledger.publish(onBranch(1, "br-new"));
    Instant before = ledger.counts().pendingSince();

    // When
    ledger.confirm(ledger.next(1).getFirst());

    // Then
    assertThat(before).as("a change keeps its place").isEqualTo(first);
    assertThat(ledger.counts().pendingSince()).isEqualTo(second);
  }

  private static String branch(Work work) {
    return work.wanted() == null ? "none" : String.valueOf(work.wanted().entry().branchId());
  }
}
