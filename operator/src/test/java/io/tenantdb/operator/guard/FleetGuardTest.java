package io.tenantdb.operator.guard;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.events.RecordingEvents;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class that lets five stores go in an hour. */
final class FleetGuardTest {
  private static final Duration LONG_AGO = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock();
  private final FakeFleet fleet = new FakeFleet();
  private final FakeClassRecords records = new FakeClassRecords(fleet);
  private final RecordingEvents events = new RecordingEvents();
  private FleetGuard guard = new FleetGuard(fleet, records, events, clock);

  @BeforeEach
  void aClassThatLetsFiveGoInAnHour() {
    fleet.put(tenantClass("shared").deletionGuard(5, 3600).build());
  }

  @Test
  void shouldLetAsManyGoAsTheClassAllows() {
    // Given
    List<TenantDatabase> leaving = delete(5);

    // When // Then
    assertThat(leaving).allSatisfy(this::goes);
    assertThat(records.writes()).isEqualTo(5);
  }

  @Test
  void shouldHoldAllWhenMoreAreToBeDeletedThanTheClassAllows() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When // Then
    assertThat(leaving).allSatisfy(this::isHeld);
    assertThat(records.writes()).isZero();
  }

  @Test
  void shouldSayHowManyWaitWhatIsAllowedAndHowToGoOn() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When
    String message = message(leaving.getFirst());

    // Then
    assertThat(message)
        .contains("6 wait", "3600 s", "5 go without a person")
        .contains(
            "kubectl annotate tenantdatabaseclass shared --overwrite"
                + " tenantdb.io/allow-deletions-until="
                + leaving.getFirst().getMetadata().getDeletionTimestamp())
        .contains(
            "kubectl annotate tenantdatabase shop-0 -n shops tenantdb.io/confirm-deletion=shop-0")
        .contains("can't be taken back");
  }

  @Test
  void shouldTellTheClassOnceWhenTheGuardCloses() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When
    for (TenantDatabase database : leaving) {
      isHeld(database);
      clock.advance(Duration.ofSeconds(2));
    }

    // Then
    assertThat(events.reasons()).containsExactly("DeletionHeld");
  }

  @Test
  void shouldTellNothingAgainWhenTheOperatorStartsWhileTheGuardIsClosed() {
    // Given
    delete(6).forEach(this::writeHeld);

    // When
    restart();

    // Then
    assertThat(fleet.all()).allSatisfy(this::isHeld);
    assertThat(events.reasons()).isEmpty();
  }

  @Test
  void shouldWaitForOthersOfTheSameAvalanche() {
    // Given
    TenantDatabase first = put(placed("shop-0").deletedAt(clock.instant()));

    // When
    Verdict verdict = guard.check(first);

    // Then
    assertThat(verdict).isEqualTo(new Verdict.Gathering(FleetGuard.GATHERING));
  }

  @Test
  void shouldCountThoseThatWentInTheWindow() {
    // Given
    delete(4).forEach(this::goes);
    fleet.all().forEach(fleet::remove);

    // When // Then
    assertThat(delete("late", 2)).allSatisfy(this::isHeld);
  }

  @Test
  void shouldRememberThoseThatWentWhenTheOperatorStartsAgain() {
    // Given
    delete(4).forEach(this::goes);
    fleet.all().forEach(fleet::remove);

    // When
    restart();

    // Then
    assertThat(delete("late", 2)).allSatisfy(this::isHeld);
  }

  @Test
  void shouldForgetThoseThatWentWhenTheWindowIsOver() {
    // Given
    delete(5).forEach(this::goes);
    fleet.all().forEach(fleet::remove);
    clock.advance(Duration.ofMinutes(66));

    // When // Then
    assertThat(delete("late", 5)).allSatisfy(this::goes);
  }

  @Test
  void shouldLetNothingGoThatItCouldNotCount() {
    // Given
    TenantDatabase database = delete(1).getFirst();
    records.fail(new IllegalStateException("the API server is down"));

    // When // Then
    assertThatThrownBy(() -> guard.letGo(database)).hasMessageContaining("down");
    records.fail(null);
    goes(database);
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void shouldHoldEachWhenTheClassAllowsNone() {
    // Given
    fleet.put(tenantClass("shared").deletionGuard(0, null).build());

    // When // Then
    isHeld(delete(1).getFirst());
  }

  @Test
  void shouldLetAllGoThatWereAskedForUntilTheTimeAPersonNamed() {
    // Given
    List<TenantDatabase> leaving = delete(6);
    leaving.forEach(this::writeHeld);
    String until = leaving.getFirst().getMetadata().getDeletionTimestamp();
    clock.advance(LONG_AGO);
    List<TenantDatabase> later = delete("late", 6);

    // When
    allowUntil(until);

    // Then
    assertThat(leaving).allSatisfy(this::goes);
    assertThat(later).allSatisfy(this::isHeld);
    assertThat(counted()).as("what a person let go counts for nothing").isZero();
  }

  @Test
  void shouldLetTheOneGoThatAPersonConfirmedAndHoldTheOthers() {
    // Given
    List<TenantDatabase> leaving = delete(6);
    leaving.forEach(this::writeHeld);

    // When
    TenantDatabase confirmed =
        put(
            StoreSample.edit(leaving.getFirst())
                .annotation(Annotations.CONFIRM_DELETION, "shop-0"));

    // Then
    goes(confirmed);
    assertThat(leaving.subList(1, 6)).allSatisfy(this::isHeld);
  }

  @Test
  void shouldNotTakeAnotherNameForAConfirmation() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When // Then
    isHeld(
        put(
            StoreSample.edit(leaving.getFirst())
                .annotation(Annotations.CONFIRM_DELETION, "shop-1")));
  }

  @Test
  void shouldHoldWhoeverFollowsWhileOthersAreHeld() {
    // Given
    delete(2).forEach(this::writeHeld);

    // When // Then
    assertThat(delete("late", 1)).allSatisfy(this::isHeld);
  }

  @Test
  void shouldSayThatATimeCannotBeRead() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When
    allowUntil("tomorrow");

    // Then
    assertThat(message(leaving.getFirst())).contains("is not a time");
  }

  @Test
  void shouldNotFollowATimeYearsAhead() {
    // Given
    List<TenantDatabase> leaving = delete(6);

    // When
    allowUntil("2099-01-01T00:00:00Z");

    // Then
    assertThat(message(leaving.getFirst())).contains("more than a day ahead");
  }

  @Test
  void shouldNotCountStoresThatOwnNothing() {
    // Given
    List<TenantDatabase> leaving = delete(5);
    put(store("never-placed").ofClass("shared").deletedAt(clock.instant()));
    put(
        placed("loser")
            .organization(leaving.getFirst().getSpec().organizationId())
            .createdAt("2026-11-23T09:30:00Z")
            .deletedAt(clock.instant()));

    // When // Then
    assertThat(leaving).allSatisfy(this::goes);
  }

  @Test
  void shouldGuardEachClassApart() {
    // Given
    delete(6).forEach(this::isHeld);
    fleet.put(tenantClass("other").deletionGuard(5, null).build());
    TenantDatabase other =
        put(
            store("elsewhere")
                .organization(UUID.randomUUID().toString())
                .status(status("other", null))
                .deletedAt(clock.instant().minus(LONG_AGO)));

    // When // Then
    goes(other);
  }

  @Test
  void shouldGuardStoresWhoseClassIsGoneByTheDefaults() {
    // Given
    fleet.removeClass("shared");

    // When // Then
    assertThat(delete(10)).allSatisfy(this::goes);
    List<TenantDatabase> late = delete("late", 1);
    isHeld(late.getFirst());
    assertThat(message(late.getFirst())).contains("make class shared again");
  }

  private void restart() {
    guard = new FleetGuard(fleet, records, events, clock);
  }

  private List<TenantDatabase> delete(int count) {
    return delete("shop", count);
  }

  /** Deletes so many stores of the class, long enough ago. */
  private List<TenantDatabase> delete(String name, int count) {
    List<TenantDatabase> leaving =
        IntStream.range(0, count)
            .mapToObj(i -> put(placed(name + "-" + i).deletedAt(clock.instant())))
            .toList();
    clock.advance(FleetGuard.GATHERING.plusSeconds(1));
    return leaving;
  }

  private TenantDatabase put(StoreSample sample) {
    TenantDatabase database = sample.build();
    fleet.put(database);
    return database;
  }

  private static StoreSample placed(String name) {
    return store(name).organization(UUID.randomUUID().toString()).status(status("shared", null));
  }

  private static TenantDatabaseStatus status(String className, @Nullable Reason ready) {
    return new TenantDatabaseStatus(
        1L,
        null,
        className,
        null,
        new NeonLocation("p1", null, "store-x", "br-1", null, null, null, null),
        null,
        null,
        null,
        null,
        null,
        null,
        ready == null
            ? List.of()
            : List.of(
                new ConditionBuilder()
                    .withType("Ready")
                    .withStatus("False")
                    .withReason(ready.name())
                    .build()));
  }

  private void writeHeld(TenantDatabase database) {
    database.setStatus(status("shared", Reason.DeletionHeld));
  }

  private void allowUntil(String time) {
    fleet.put(
        tenantClass("shared")
            .deletionGuard(5, 3600)
            .annotation(Annotations.ALLOW_DELETIONS_UNTIL, time)
            .build());
  }

  private int counted() {
    return fleet.tenantClass("shared").orElseThrow().getStatus() == null
        ? 0
        : fleet.tenantClass("shared").orElseThrow().getStatus().recentDeletions().stream()
            .mapToInt(DeletionCount::count)
            .sum();
  }

  private void goes(TenantDatabase database) {
    assertThat(guard.check(database)).isEqualTo(new Verdict.Go());
    guard.letGo(database);
  }

  private void isHeld(TenantDatabase database) {
    assertThat(guard.check(database)).isInstanceOf(Verdict.Held.class);
  }

  private String message(TenantDatabase database) {
    return ((Verdict.Held) guard.check(database)).message();
  }
}
