package io.tenantdb.kubectl.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.kubectl.Examples;
import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.Sight;
import io.tenantdb.kubectl.cluster.StoreName;
import io.tenantdb.kubectl.terminal.Printable;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code why} says. */
final class WhyScreenTest {
  private static final String LONG = "A long message with many words in it. ".repeat(40);

  @ParameterizedTest
  @EnumSource(Reason.class)
  void shouldFitOnOneScreenAndNameANextStep(Reason reason) {
    // Given
    TenantDatabase store = Examples.store("acme", Phase.Failed, reason, LONG);
    List<Event> events = IntStream.range(0, 9).mapToObj(WhyScreenTest::event).toList();

    // When
    List<String> lines = lines(store, new Sight.Seen<>(events), Optional.empty());

    // Then
    assertThat(lines).hasSizeLessThanOrEqualTo(24);
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("  Next "))
        .allSatisfy(line -> assertThat(Printable.width(line)).isLessThanOrEqualTo(100));
    assertThat(lines).anyMatch(line -> line.startsWith("  Next      kubectl "));
    assertThat(lines.stream().anyMatch(line -> line.contains("docs/runbooks/" + reason + ".md")))
        .isEqualTo(reason.awaits() != Reason.Awaits.NOTHING);
    assertThat(String.join("", lines)).doesNotContain("\u001b", "kubectl delete");
  }

  @Test
  void shouldShowTheStagesAndHowFarTheyAre() {
    // When
    List<String> lines =
        lines(
            Examples.store("acme", Phase.Failed, Reason.MigrationFailed, "Migration 7 failed."),
            new Sight.Hidden<>(ExitStatus.FORBIDDEN, "no"),
            Optional.empty());

    // Then
    assertThat(lines)
        .contains(
            "stores/acme (Acme \\u001b[31mToys): Failed, made 2h ago",
            "  Not Ready for 60m (MigrationFailed). Migration 7 failed.",
            "  [x] BranchReady       for 60m, 60m after the store was made",
            "  [ ] SchemaReady       MigrationFailed for 60m",
            "  [ ] CredentialsReady  not told yet",
            "  Class     shared, which is not there",
            "  Events    you may not list events.events.k8s.io here",
            "  Waits for a person: nothing changes until somebody does something",
            "  Next      kubectl -n tenantdb-system logs -l app.kubernetes.io/component=operator --prefix --tail=-1 --since=15m | grep acme");
  }

  @Test
  void shouldAskForTheOperatorWhenNoneHasLooked() {
    // When
    List<String> lines =
        lines(Examples.unseen("new"), new Sight.Seen<>(List.of()), Optional.empty());

    // Then
    assertThat(lines)
        .contains(
            "  No operator has looked at this store yet. Is one running, and does it watch namespace stores?",
            "  Waits for the operator, which has not looked at the store as it is now",
            "  Next      kubectl get deployments,pods,leases -n tenantdb-system");
  }

  @Test
  void shouldSayWhenTheStatusIsOfAnEarlierGeneration() {
    // Given
    TenantDatabase store = Examples.store("acme", Phase.Ready, Reason.AsDesired, "In use.");
    store.getMetadata().setGeneration(2L);

    // When
    List<String> lines = lines(store, new Sight.Seen<>(List.of()), Optional.empty());

    // Then
    assertThat(lines.get(1)).startsWith("  Of the store as it was before its last change: Ready");
  }

  @Test
  void shouldPointToTheOwnerOfTheOrganization() {
    // When
    List<String> lines =
        lines(
            Examples.store("two", Phase.Failed, Reason.OrganizationClaimed, "Claimed."),
            new Sight.Seen<>(List.of()),
            Optional.of(new StoreName("others", "one")));

    // Then
    assertThat(lines).contains("  Next      kubectl tenantdb why one -n others");
  }

  @Test
  void shouldNotAdviseToDeleteAStoreWhoseRivalItHasNotSeen() {
    // When
    List<String> lines =
        lines(
            Examples.store("two", Phase.Failed, Reason.OrganizationClaimed, "Claimed."),
            new Sight.Seen<>(List.of()),
            Optional.empty());

    // Then
    assertThat(lines).contains("  Next      kubectl describe tdb two -n stores");
  }

  @Test
  void shouldTellHowToLetAHeldDeletionGo() {
    // Given
    TenantDatabase store = Examples.store("acme", Phase.Deleting, Reason.DeletionHeld, "Held.");
    store.getMetadata().setDeletionTimestamp("2026-11-27T11:58:30Z");

    // When
    List<String> lines = lines(store, new Sight.Seen<>(List.of()), Optional.empty());

    // Then
    assertThat(lines.get(0)).endsWith("deletion asked for 90s ago");
    assertThat(lines)
        .contains(
            "  Next      kubectl annotate tdb acme -n stores tenantdb.io/confirm-deletion=acme");
  }

  @Test
  void shouldAdmitThatItDoesNotKnowAReasonOfANewerOperator() {
    // Given
    TenantDatabase store =
        Examples.withStatus(
            "odd",
            null,
            List.of(Examples.condition(ConditionType.Ready, "False", "New/../Reason", "Odd.")));

    // When
    List<String> lines = lines(store, new Sight.Seen<>(List.of()), Optional.empty());

    // Then
    assertThat(lines)
        .contains("  Runbook   docs/runbooks/New____Reason.md")
        .anyMatch(line -> line.contains("the operator may be newer"));
  }

  @Test
  void shouldTellWhetherAnOperatorActs() {
    assertThat(operator(new Sight.Hidden<>(ExitStatus.FORBIDDEN, "no")))
        .contains("you may not read its Lease");
    assertThat(operator(new Sight.Seen<>(Optional.empty()))).contains("no process acts");
    assertThat(operator(lease(5))).contains("pod-1 acts, seen 5s ago");
    assertThat(operator(lease(60))).contains("pod-1 held the Lease and has not renewed it for 60s");
  }

  @Test
  void shouldTellNotBeingAllowedFromOtherFailures() {
    assertThat(operator(new Sight.Hidden<>(ExitStatus.UNREACHABLE, "It answered 503.")))
        .endsWith("could not be read: It answered 503.");
    assertThat(
            new EventLines(
                    new Sight.Hidden<>(ExitStatus.UNREACHABLE, "It answered 503."), Examples.NOW)
                .lines())
        .containsExactly("  Events    could not be read: It answered 503.");
  }

  @Test
  void shouldShowAnEventWhoseSeriesHasNoTime() {
    // Given
    Event event = new EventBuilder(event(1)).withNewSeries().withCount(2).endSeries().build();

    // When / Then
    assertThat(new EventLines(new Sight.Seen<>(List.of(event)), Examples.NOW).lines().get(0))
        .startsWith("  Events    59m ago Told");
  }

  private static String operator(Sight<Optional<Lease>> lease) {
    return new OperatorLine(lease, "tenantdb-system", Examples.NOW).line();
  }

  private static Sight<Optional<Lease>> lease(int secondsAgo) {
    return new Sight.Seen<>(
        Optional.of(
            new LeaseBuilder()
                .withNewSpec()
                .withHolderIdentity("pod-1")
                .withRenewTime(Examples.NOW.minusSeconds(secondsAgo).atZone(ZoneOffset.UTC))
                .endSpec()
                .build()));
  }

  private static Event event(int number) {
    return new EventBuilder()
        .withNewMetadata()
        .withCreationTimestamp("2026-11-27T11:0%d:00Z".formatted(number))
        .endMetadata()
        .withReason("Told")
        .withNote(LONG)
        .build();
  }

  private static List<String> lines(
      TenantDatabase store, Sight<List<Event>> events, Optional<StoreName> owner) {
    return new WhyScreen(
            new StoreFacts(
                store,
                new Sight.Seen<>(Optional.empty()),
                events,
                new Sight.Seen<>(Optional.empty()),
                owner,
                "tenantdb-system",
                Examples.NOW))
        .lines();
  }
}
