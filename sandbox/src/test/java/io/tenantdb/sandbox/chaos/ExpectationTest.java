package io.tenantdb.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final String ID = "0b8f6c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f";

  private final Store store = new Store(ID, StoreClasses.SHARED, 0);

  @Test
  void shouldBeContentWhenAStoreIsReadyForWhatIsWantedNow() {
    assertThat(problems(database("True", Reason.AsDesired, 3))).isEmpty();
  }

  @Test
  void shouldNotTakeAnOldWordForTheNewGeneration() {
    assertThat(problems(database("True", Reason.AsDesired, 2))).hasSize(1);
  }

  @Test
  void shouldExpectBranchMissingWhenAPersonDeletedTheBranch() {
    // Given
    store.lost();

    // When // Then
    assertThat(problems(database("False", Reason.BranchMissing, 3))).isEmpty();
    assertThat(problems(database("True", Reason.AsDesired, 3))).hasSize(1);
  }

  @Test
  void shouldNotAcceptAResourceThatWasDeletedAndStays() {
    // Given
    store.deleted(DeletionPolicy.Retain);

    // When // Then
    assertThat(problems(database("True", Reason.AsDesired, 3))).hasSize(1);
    assertThat(Expectation.problems(store, Map.of())).isEmpty();
  }

  @Test
  void shouldNotAcceptThatAResourceNobodyDeletedIsGone() {
    assertThat(Expectation.problems(store, Map.of())).hasSize(1);
  }

  @Test
  void shouldExpectThatASecondClaimIsRefused() {
    // Given
    store.claimedBy("claim");
    TenantDatabase owner = database("True", Reason.AsDesired, 3);

    // When // Then
    assertThat(both(owner, database("False", Reason.OrganizationClaimed, 3))).isEmpty();
    assertThat(both(owner, database("True", Reason.AsDesired, 3))).hasSize(1);
  }

  private List<String> problems(TenantDatabase database) {
    return Expectation.problems(store, Map.of(store.owner(), database));
  }

  private List<String> both(TenantDatabase owner, TenantDatabase claim) {
    return Expectation.problems(store, Map.of(store.owner(), owner, "claim", claim));
  }

  private static TenantDatabase database(String ready, Reason reason, long observed) {
    return Serialization.unmarshal(
        """
        {"metadata": {"generation": 3},
         "status": {"conditions": [
           {"type": "Ready", "status": "%s", "reason": "%s", "observedGeneration": %d}]}}
        """
            .formatted(ready, reason, observed),
        TenantDatabase.class);
  }
}
