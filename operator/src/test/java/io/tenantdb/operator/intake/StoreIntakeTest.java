package io.tenantdb.operator.intake;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.fleet.ClassSample;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.intake.NewStores.Made;
import io.tenantdb.operator.intake.StoreIntake.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreIntakeTest {
  private static final UUID ID = UUID.fromString("0b6f2c1e-0000-4000-8000-000000000009");

  private final FakeFleet fleet = new FakeFleet();
  private final List<TenantDatabase> made = new ArrayList<>();

  private StoreIntake intake(String... served) {
    return new StoreIntake(
        () -> fleet,
        database -> {
          made.add(database);
          return new Made.Store(database);
        },
        Set.of(served));
  }

  private static Organization organization(@Nullable String region) {
    return new Organization(ID, "Acme Toys", "acme", region);
  }

  private static ClassSample open(String name, String region) {
    return tenantClass(name).region(region).project(name + "-1", region, null).intake("stores");
  }

  private void assertNowhere(String why, @Nullable String region, String... served) {
    assertThat(intake(served).take(organization(region), new Request.Row()))
        .isInstanceOfSatisfying(
            Made.NotHere.class, refused -> assertThat(refused.why()).contains(why));
    assertThat(made).isEmpty();
  }

  @Test
  void shouldMakeAStoreOfTheOnlyClassInTheRegion() {
    // Given
    fleet.put(open("europe", "eu-central-1").build());
    fleet.put(open("america", "aws-us-east-1").build());

    // When
    intake().take(organization("us-east-1"), new Request.Call("the shop"));

    // Then
    assertThat(made)
        .singleElement()
        .satisfies(
            database -> {
              assertThat(database.getMetadata().getName()).isEqualTo("org-" + ID);
              assertThat(database.getMetadata().getNamespace()).isEqualTo("stores");
              assertThat(database.getMetadata().getAnnotations())
                  .containsEntry("tenantdb.io/requested-by", "the shop");
              assertThat(database.getSpec().className()).isEqualTo("america");
              assertThat(database.getSpec().organizationId()).isEqualTo(ID.toString());
              assertThat(database.getSpec().subdomain()).isEqualTo("acme");
            });
  }

  @Test
  void shouldPreferTheDefaultClassAndOtherwiseNotGuess() {
    // Given
    fleet.put(open("one", "eu-central-1").build());
    fleet.put(open("two", "eu-central-1").build());

    // When // Then
    assertNowhere("one, two all take stores in there", null);

    // When // Then
    fleet.put(open("two", "eu-central-1").byDefault().build());
    intake().take(organization(null), new Request.Row());
    assertThat(made.getFirst().getSpec().className()).isEqualTo("two");
  }

  @Test
  void shouldTakeNobodyInWhereNoClassSaysSo() {
    // Given
    fleet.put(tenantClass("closed").project("p", "eu-central-1", null).byDefault().build());

    // When // Then
    assertThat(intake().isOpen()).isFalse();
    assertNowhere("set spec.intake", "eu-central-1");
  }

  @Test
  void shouldSayWhichRegionsThereAre() {
    // Given
    fleet.put(open("europe", "eu-central-1").build());

    // When // Then
    assertNowhere("there are eu-central-1", "ap-south-1");
  }

  @Test
  void shouldNotMakeStoresInANamespaceThatNobodyServes() {
    // Given
    fleet.put(open("europe", "eu-central-1").build());

    // When // Then
    assertNowhere("TENANTDB_WATCH_NAMESPACES", null, "elsewhere");
  }

  @Test
  void shouldLeaveAStoreThatIsThereAsItIs() {
    // Given
    fleet.put(open("europe", "eu-central-1").build());
    TenantDatabase there = store("by-hand").organization(ID.toString()).build();
    fleet.put(there);

    // When
    Made taken = intake().take(organization(null), new Request.Row());

    // Then
    assertThat(taken).isEqualTo(new Made.Store(there));
    assertThat(made).isEmpty();
  }

  @Test
  void shouldRefuseAnOrganizationWithoutAName() {
    // Given
    fleet.put(open("europe", "eu-central-1").build());

    // When
    Made taken = intake().take(new Organization(ID, "  ", null, null), new Request.Row());

    // Then
    assertThat(taken).isInstanceOf(Made.Refused.class);
    assertThat(made).isEmpty();
  }
}
