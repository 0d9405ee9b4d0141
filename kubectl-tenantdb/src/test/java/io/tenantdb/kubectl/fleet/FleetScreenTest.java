package io.tenantdb.kubectl.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.kubectl.Examples;
import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.Sight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code status} says. */
final class FleetScreenTest {
  private final Fleet fleet = new Fleet();

  @Test
  void shouldTellWhoWaitsForAPersonAndWhoWaitsLongest() {
    // Given
    fleet.add(Examples.store("fine", Phase.Ready, Reason.AsDesired, "In use."));
    fleet.add(Examples.store("one", Phase.Failed, Reason.MigrationFailed, "Migration 7."));
    fleet.add(Examples.store("two", Phase.Failed, Reason.MigrationFailed, "Migration 7."));
    fleet.add(Examples.store("slow", Phase.Provisioning, Reason.Creating, "Being made."));
    fleet.add(Examples.store("rests", Phase.Suspended, Reason.Suspended, "Suspended."));

    // When
    List<String> lines = lines(new Sight.Seen<>(List.of()));

    // Then
    assertThat(lines)
        .startsWith("5 stores in all namespaces, 1 Ready")
        .contains(
            "Failed         2",
            "Not Ready for the longest time: stores/one, 60m (MigrationFailed)",
            "MigrationFailed   2        60m       kubectl tenantdb why one -n stores",
            "shared   5        not there")
        .noneMatch(line -> line.contains("Creating "));
  }

  @Test
  void shouldCountStoresThatNoOperatorHasSeen() {
    // Given
    fleet.add(Examples.unseen("new"));

    // When
    List<String> lines = lines(new Sight.Seen<>(List.of()));

    // Then
    assertThat(lines)
        .contains(
            "(none yet)   1",
            "Not seen by an operator as they are now: 1",
            "Not Ready for the longest time: stores/new, 2h (no condition yet)");
  }

  @Test
  void shouldGoOnWithoutTheClasses() {
    // Given
    fleet.add(Examples.store("fine", Phase.Ready, Reason.AsDesired, "In use."));

    // When
    List<String> lines = lines(new Sight.Hidden<>(ExitStatus.FORBIDDEN, "you may not list them"));

    // Then
    assertThat(lines)
        .contains("shared   1        not known", "Classes can't be read: you may not list them");
  }

  @Test
  void shouldTellProgramsNoClassesFromClassesThatCanNotBeRead() {
    assertThat(document(new Sight.Seen<>(List.of())).get("classesKnown")).isEqualTo(true);
    assertThat(document(new Sight.Hidden<>(ExitStatus.FORBIDDEN, "no")).get("classesKnown"))
        .isEqualTo(false);
  }

  private Map<String, ?> document(Sight<List<io.tenantdb.api.TenantDatabaseClass>> classes) {
    return new FleetDocument(fleet, ClassStates.of(classes)).content();
  }

  @Test
  void shouldTakeAReasonOfANewerOperatorForWhatItIs() {
    // Given
    fleet.add(
        Examples.withStatus(
            "odd",
            null,
            List.of(Examples.condition(ConditionType.Ready, "False", "NewInVersion9", "Odd."))));

    // When
    Map<String, ?> content =
        new FleetDocument(fleet, ClassStates.of(new Sight.Seen<>(List.of()))).content();

    // Then
    assertThat(content.get("waitingForPerson")).isEqualTo(Map.of());
    assertThat(String.valueOf(content.get("oldestNotReady"))).contains("reason=NewInVersion9");
  }

  @Test
  void shouldSortVersionsByNumber() {
    // Given
    for (String version : List.of("10", "9", "7")) {
      var store = Examples.unseen("v" + version);
      store.setStatus(
          new io.tenantdb.api.TenantDatabaseStatus(
              1L,
              null,
              null,
              null,
              null,
              new io.tenantdb.api.SchemaRef("store", version),
              null,
              null,
              null,
              null,
              null,
              List.of()));
      fleet.add(store);
    }

    // When / Then
    assertThat(fleet.versions().keySet()).containsExactly("7", "9", "10");
  }

  private List<String> lines(Sight<List<io.tenantdb.api.TenantDatabaseClass>> classes) {
    return new FleetScreen(fleet, ClassStates.of(classes), "all namespaces", Examples.NOW).lines();
  }
}
