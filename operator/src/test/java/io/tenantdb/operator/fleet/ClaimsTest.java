package io.tenantdb.operator.fleet;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
  private final FakeFleet fleet = new FakeFleet();
  private final Claims claims = new Claims(fleet);

  @Test
  void shouldHaveNoOtherOwnerWhenItIsAlone() {
    // Given
    TenantDatabase only = put(store("acme"));

    // Then
    assertThat(claims.otherOwner(only)).isEmpty();
  }

  @Test
  void shouldOwnOrganizationWhenItIsTheOldest() {
    // Given
    TenantDatabase elder = put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    TenantDatabase younger = put(store("younger").createdAt("2026-11-23T08:00:01Z"));

    // Then
    assertThat(claims.otherOwner(elder)).isEmpty();
    assertThat(claims.otherOwner(younger)).contains(elder);
  }

  @Test
  void shouldServeUnderASubdomainTheOldestOfThoseThatOwnTheirOrganization() {
    // Given
    String another = "7b6f2c1e-0000-4000-8000-000000000002";
    TenantDatabase first =
        put(store("first").servedUnder("acme").createdAt("2026-11-23T08:00:00Z"));
    TenantDatabase second =
        put(
            store("second")
                .organization(another)
                .servedUnder("acme")
                .createdAt("2026-11-23T08:00:01Z"));
    put(store("claimant").servedUnder("other").createdAt("2026-11-23T08:00:02Z"));

    // Then
    assertThat(claims.servedUnder("acme")).contains(first);
    assertThat(claims.servedUnder("other")).isEmpty();
    assertThat(claims.ownerOf(another)).contains(second);
    assertThat(claims.ownerOf(StoreSample.ORGANIZATION)).contains(first);
  }

  @Test
  void shouldNameTheOldestWhenThereAreThree() {
    // Given
    TenantDatabase youngest = put(store("c").createdAt("2026-11-23T08:00:02Z"));
    put(store("b").createdAt("2026-11-23T08:00:01Z"));
    TenantDatabase oldest = put(store("a").createdAt("2026-11-23T08:00:00Z"));

    // Then
    assertThat(claims.otherOwner(youngest)).contains(oldest);
  }

  @Test
  void shouldPreferTheOneWithBranchWhenCreatedInTheSameSecond() {
    // Given
    TenantDatabase without = put(store("without").uid("a"));
    TenantDatabase with = put(store("with").uid("b").status(withBranch()));

    // Then
    assertThat(claims.otherOwner(without)).contains(with);
    assertThat(claims.otherOwner(with)).isEmpty();
  }

  @Test
  void shouldPreferLowerUidWhenNothingElseDiffers() {
    // Given
    TenantDatabase low = put(store("z").uid("a"));
    TenantDatabase high = put(store("y").uid("b"));

    // Then
    assertThat(claims.otherOwner(low)).isEmpty();
    assertThat(claims.otherOwner(high)).contains(low);
  }

  @Test
  void shouldIgnoreStoresOfOtherOrganizations() {
    // Given
    put(store("elder").organization("7b6f2c1e-0000-4000-8000-000000000002"));
    TenantDatabase other = put(store("other").createdAt("2026-11-23T09:00:05Z"));

    // Then
    assertThat(claims.otherOwner(other)).isEmpty();
  }

  @Test
  void shouldNeverLetTwoStoresOwnOneOrganization() {
    // Given
    List<TenantDatabase> all =
        List.of(
            put(store("a").uid("1").createdAt("2026-11-23T08:00:00Z")),
            put(store("b").uid("2").createdAt("2026-11-23T08:00:00Z").status(withBranch())),
            put(store("c").uid("3").createdAt("2026-11-23T07:59:59Z")),
            put(store("d").uid("4").createdAt("2026-11-23T07:59:59Z")));

    // Then
    assertThat(all).filteredOn(database -> claims.otherOwner(database).isEmpty()).hasSize(1);
  }

  @Test
  void shouldGiveASubdomainToTheOldestOfThoseThatNameIt() {
    // Given
    TenantDatabase elder =
        put(store("elder").createdAt("2026-11-23T08:00:00Z").servedUnder("acme"));
    TenantDatabase younger =
        put(
            store("younger")
                .organization("7b6f2c1e-0000-4000-8000-000000000002")
                .createdAt("2026-11-23T08:00:01Z")
                .servedUnder("acme"));
    TenantDatabase unnamed = put(store("unnamed").createdAt("2026-11-23T08:00:02Z"));

    // Then
    assertThat(claims.ownsSubdomain(elder)).isTrue();
    assertThat(claims.otherUnderSubdomain(younger)).contains(elder);
    assertThat(claims.ownsSubdomain(unnamed)).isTrue();
  }

  private TenantDatabase put(StoreSample sample) {
    TenantDatabase database = sample.build();
    fleet.put(database);
    return database;
  }

  private static TenantDatabaseStatus withBranch() {
    return new TenantDatabaseStatus(
        1L,
        null,
        null,
        null,
        new NeonLocation("p1", null, "store-x", "br-1", null, null, null, null),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }
}
