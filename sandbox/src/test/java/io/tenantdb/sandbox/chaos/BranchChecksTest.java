package io.tenantdb.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenBranch;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenProject;
import io.tenantdb.sandbox.chaos.Store.Marker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BranchChecksTest {
  private static final String ID = "0b8f6c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f";
  private static final String PROJECT = "p";

  private final Store store = new Store(ID, StoreClasses.SHARED, 0);
  private final List<SeenProject> projects =
      new ArrayList<>(List.of(new SeenProject(PROJECT, "stores")));
  private final List<SeenBranch> branches = new ArrayList<>();
  private final Map<String, Map<String, String>> passwords = new HashMap<>();

  @Test
  void shouldPassWhenALivingStoreHasTheBranchItSpeaksOf() {
    // Given
    branch("br-1", ID);

    // When // Then
    assertThat(failed("br-1")).isEmpty();
  }

  @Test
  void shouldNoticeThatALivingStoreHasNoBranch() {
    assertThat(failed("br-1")).containsExactly("one branch for each living store");
  }

  @Test
  void shouldNoticeThatAStoreWasGivenAnotherBranchThanItHad() {
    // Given
    store.marked(new Marker("marker", "br-0"));
    branch("br-1", ID);

    // When // Then
    assertThat(failed("br-1")).containsExactly("one branch for each living store");
  }

  @Test
  void shouldNoticeASecondBranch() {
    // Given
    branch("br-1", ID);
    branch("br-2", ID);

    // When // Then
    assertThat(failed("br-1")).containsExactly("no branch doubled");
  }

  @Test
  void shouldNoticeABranchOfAStoreThatWasDeletedOrNeverAskedFor() {
    // Given
    branch("br-1", ID);
    store.deleted(DeletionPolicy.Delete);
    branch("br-2", "another");

    // When
    Verdict leaked = verdicts("br-1").get(2);

    // Then
    assertThat(leaked.problems()).hasSize(2);
  }

  @Test
  void shouldExpectTheBranchOfAStoreThatIsKept() {
    // Given
    branch("br-1", ID);
    store.deleted(DeletionPolicy.Retain);

    // When // Then
    assertThat(failed("br-1")).isEmpty();
  }

  @Test
  void shouldNoticeThatALostBranchWasReplaced() {
    // Given
    store.lost();
    branch("br-2", ID);

    // When // Then
    assertThat(failed("br-1")).containsExactly("no branch leaked");
  }

  @Test
  void shouldNoticeThatAStoreHasThePasswordOfItsTemplate() {
    // Given
    branch("br-1", ID);
    branches.add(new SeenBranch(PROJECT, "br-t", "template", "ready", false, Optional.empty()));
    passwords.put("br-1", Map.of("store_app_1", "inherited"));
    passwords.put("br-t", Map.of("store_app_1", "inherited"));

    // When // Then
    assertThat(failed("br-1")).containsExactly("no password of a store shared");
  }

  @Test
  void shouldNoticeAProjectThatHoldsNoStore() {
    // Given
    branch("br-1", ID);
    projects.add(new SeenProject("q", "store-" + ID));

    // When // Then
    assertThat(failed("br-1")).containsExactly("no branch leaked");
  }

  private void branch(String id, String organizationId) {
    branches.add(
        new SeenBranch(PROJECT, id, "store-" + id, "ready", false, Optional.of(organizationId)));
  }

  private List<String> failed(String known) {
    return verdicts(known).stream().filter(v -> !v.isPassed()).map(Verdict::check).toList();
  }

  private List<Verdict> verdicts(String known) {
    TenantDatabase database =
        Serialization.unmarshal(
            "{\"status\": {\"neon\": {\"branchId\": \"%s\"}}}".formatted(known),
            TenantDatabase.class);
    Evidence evidence =
        new Evidence(
            List.of(store),
            Map.of(store.owner(), database),
            List.of(),
            projects,
            branches,
            passwords);
    return new BranchChecks(evidence).all();
  }
}
