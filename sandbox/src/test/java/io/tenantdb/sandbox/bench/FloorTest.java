package io.tenantdb.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FloorTest {
  @Test
  void shouldBeLimitedByLanesWhenProjectsAreFew() {
    // When
    Floor floor = new Floor(7, 2.3, 2);

    // Then
    assertThat(floor.byCalls()).isCloseTo(1.667, within(0.001));
    assertThat(floor.byLanes()).isCloseTo(0.870, within(0.001));
    assertThat(floor.storesPerSecond()).isEqualTo(floor.byLanes());
  }

  @Test
  void shouldBeLimitedByCallsWhenProjectsAreMany() {
    // When
    Floor floor = new Floor(7, 2.3, 10);

    // Then
    assertThat(floor.storesPerSecond()).isEqualTo(floor.byCalls());
    assertThat(floor.percentReached(floor.byCalls() / 2)).isEqualTo(50);
    assertThat(floor.formula())
        .isEqualTo(
            "min(700 calls a minute / 60 / 7.00 calls a store = 1.67, 10 projects / 2.30 s of"
                + " operations a store = 4.35) = 1.67 stores a second");
  }

  @Test
  void shouldCountTheOperationsOfStoresThatAreSeenWhole() {
    // Given
    List<Operation> newest =
        List.of(
            operation("br-store", "apply_config"),
            operation("br-store", "start_compute"),
            operation("br-store", "create_branch"),
            operation("br-template", "create_branch"),
            operation("br-older", "apply_config"));

    // When
    StoreOperations operations = StoreOperations.of(newest, Set.of("br-store", "br-older"));

    // Then
    assertThat(operations.branches()).isEqualTo(1);
    assertThat(operations.secondsAStore()).isCloseTo(2.3, within(1e-9));
    assertThat(operations).hasToString("apply_config 1.00, create_branch 1.00, start_compute 1.00");
  }

  private static Operation operation(String branchId, String action) {
    return new Operation(
        "op", "project", branchId, null, action, Status.SUCCEEDED, null, 0, Instant.EPOCH);
  }
}
