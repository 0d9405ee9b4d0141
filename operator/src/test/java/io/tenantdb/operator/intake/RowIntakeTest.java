package io.tenantdb.operator.intake;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.events.RecordingEvents;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.intake.NewStores.Made;
import io.tenantdb.operator.registry.RecordingRegistry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowIntakeTest {
  private static final UUID ID = UUID.fromString("0b6f2c1e-0000-4000-8000-000000000009");
  private static final Organization ACME = new Organization(ID, "Acme Toys", "acme", null);

  private final FakeFleet fleet = new FakeFleet();
  private final RecordingRegistry registry = new RecordingRegistry();
  private final RecordingEvents events = new RecordingEvents();
  private final MutableClock clock = new MutableClock();
  private final List<TenantDatabase> asked = new ArrayList<>();
  private boolean isClusterAway;
  private boolean isLeading = true;
  private final RowIntake rows =
      new RowIntake(
          new StoreIntake(() -> fleet, this::create, Set.of()),
          registry,
          events,
          () -> isLeading,
          clock);

  private Made create(TenantDatabase database) {
    asked.add(database);
    if (database.getSpec().storeName().equals("bad")) {
      return new Made.Refused("no such name");
    }
    if (isClusterAway) {
      throw new KubernetesClientException("away");
    }
    database.setMetadata(
        new ObjectMetaBuilder(database.getMetadata())
            .withUid("uid-of-" + database.getMetadata().getName())
            .withCreationTimestamp("2026-11-23T09:00:00Z")
            .build());
    fleet.put(database);
    return new Made.Store(database);
  }

  @BeforeEach
  void aClassThatTakesStoresIn() {
    fleet.put(tenantClass("europe").project("p", "eu-central-1", null).intake("stores").build());
  }

  @Test
  void shouldTryAgainSoonWhenTheClusterCannotBeAsked() {
    // Given
    isClusterAway = true;

    // When // Then
    assertThat(rows.take(List.of(ACME))).isEmpty();
    assertThat(rows.isBehind()).isTrue();
    assertThat(registry.entries()).isEmpty();

    // When // Then
    isClusterAway = false;
    assertThat(rows.take(List.of(ACME))).containsExactly(ID);
    assertThat(rows.isBehind()).isFalse();
  }

  @Test
  void shouldTellTheRegistryOfARefusalAndForgetItWithTheRow() {
    // Given
    Organization nameless = new Organization(ID, null, null, "eu-central-1");

    // When // Then
    assertThat(rows.take(List.of(nameless))).isEmpty();
    assertThat(registry.entry(ID.toString()).state()).isEqualTo(State.FAILED);
    assertThat(registry.entry(ID.toString()).message()).contains("no name");
    assertThat(rows.refusals()).isEqualTo(1);

    // When // Then
    rows.gone(List.of(ID));
    assertThat(registry.entries()).isEmpty();
    assertThat(rows.refusals()).isZero();
  }

  @Test
  void shouldLeaveTheRegistrysRowToTheStoreOnceThereIsOne() {
    // Given
    rows.take(List.of(new Organization(ID, null, null, null)));

    // When
    rows.take(List.of(ACME));
    rows.gone(List.of(ID));

    // Then
    assertThat(registry.entries()).hasSize(1);
  }

  @Test
  void shouldReportAnOrganizationThatIsGoneOnceAndLeaveItsStore() {
    // Given
    rows.take(List.of(ACME));

    // When
    rows.gone(List.of(ID));
    rows.gone(List.of(ID));

    // Then
    assertThat(events.reasons()).containsExactly("OrganizationGone");
    assertThat(fleet.all()).hasSize(1);
    assertThat(rows.known()).containsExactly(ID);
  }

  @Test
  void shouldNotAskAgainAtOnceForARowThatIsAsItWasWhenItWasRefused() {
    // Given
    Organization bad = new Organization(ID, "bad", null, null);
    rows.take(List.of(bad));

    // When // Then
    rows.take(List.of(bad));
    assertThat(asked).hasSize(1);

    // When // Then
    clock.advance(Duration.ofMinutes(2));
    rows.take(List.of(bad));
    assertThat(asked).hasSize(2);

    // When // Then
    assertThat(rows.take(List.of(ACME))).containsExactly(ID);
  }

  @Test
  void shouldWaitUntilTheFormerStoreIsGone() {
    // Given
    TenantDatabase former =
        store("former")
            .organization(ID.toString())
            .deletedAt(Instant.parse("2026-11-23T09:00:00Z"))
            .build();
    fleet.put(former);

    // When // Then
    assertThat(rows.take(List.of(ACME))).isEmpty();
    assertThat(rows.isBehind()).isTrue();
    assertThat(registry.entries()).isEmpty();

    // When // Then
    fleet.remove(former);
    assertThat(rows.take(List.of(ACME))).containsExactly(ID);
  }

  @Test
  void shouldMakeNothingWhenItDoesNotLead() {
    // Given
    isLeading = false;

    // When // Then
    assertThat(rows.take(List.of(ACME))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldReportAnOrganizationAgainThatCameBackAndWent() {
    // Given
    rows.take(List.of(ACME));
    rows.onlyGone(Set.of(ID));

    // When
    rows.onlyGone(Set.of());
    rows.onlyGone(Set.of(ID));

    // Then
    assertThat(events.reasons()).containsExactly("OrganizationGone", "OrganizationGone");
  }
}
