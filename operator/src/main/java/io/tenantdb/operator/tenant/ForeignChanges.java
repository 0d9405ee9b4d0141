package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices in a project's list of operations what others changed inside stores: Neon deletes roles
 * and sets passwords by an operation of this kind. The operator's own end before the store is at
 * rest again. Not safe for use by several threads.
 */
final class ForeignChanges {
  /** Roles, databases and settings of a branch (Neon's documentation of operations). */
  private static final String CHANGE = "apply_config";

  /** How far Neon's clock may be from the cluster's, whose conditions count in seconds. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  /** The operations that were told of, by project; as long as the project lists them. */
  private final Map<String, Set<String>> told = new HashMap<>();

  /** The stores at rest that somebody changed; each operation is told of once. */
  List<TenantDatabase> concerned(
      String projectId, List<Operation> recent, List<TenantDatabase> stores) {
    Map<String, List<Operation>> byBranch =
        recent.stream()
            .filter(operation -> operation.action().equals(CHANGE))
            .filter(operation -> operation.status() == Status.SUCCEEDED)
            .filter(operation -> operation.branchId() != null)
            .collect(Collectors.groupingBy(o -> Objects.requireNonNull(o.branchId())));
    Set<String> before = told.getOrDefault(projectId, Set.of());
    told.put(
        projectId,
        byBranch.values().stream()
            .flatMap(List::stream)
            .map(Operation::id)
            .collect(Collectors.toSet()));
    return stores.stream()
        .filter(Drift::isUp)
        .filter(
            store ->
                byBranch.getOrDefault(branchOf(store), List.of()).stream()
                    .filter(operation -> !before.contains(operation.id()))
                    .anyMatch(operation -> isAfterRest(operation, store)))
        .toList();
  }

  private static boolean isAfterRest(Operation operation, TenantDatabase store) {
    return store.getStatus().conditions().stream()
        .map(condition -> Instant.parse(condition.getLastTransitionTime()).plus(CLOCKS))
        .allMatch(operation.updatedAt()::isAfter);
  }

  private static String branchOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus().neon()).map(NeonLocation::branchId).orElse("");
  }
}
