package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Notices in a project's list of operations what others changed inside stores: Neon deletes roles
 * and sets passwords by an operation of this kind. Of those that ended before this process began
 * nobody knows who caused them; the operator's own ended before the store was at rest again, unless
 * its process went first. Not safe for use by several threads.
 */
final class ForeignChanges {
  /** Roles, databases and settings of a branch (Neon's documentation of operations). */
  private static final String CHANGE = "apply_config";

  /** Conditions count in seconds, and no two clocks are the same. */
  private static final Duration CLOCKS = Duration.ofSeconds(2);

  /**
   * A store that waits for an operation is at rest this long after it, at most, but for troubles.
   */
  private static final Duration WAIT = Duration.ofMinutes(1);

  private final Predicate<Operation> isOwn;
  private final Instant began;

  /** The operations that were told of, by project; as long as the project lists them. */
  private final Map<String, Set<String>> told = new HashMap<>();

  /**
   * Nothing was told of yet.
   *
   * @param isOwn whether this process caused the operation
   */
  ForeignChanges(Predicate<Operation> isOwn, Instant began) {
    this.isOwn = isOwn;
    this.began = began;
  }

  /** The stores in use that somebody changed; each operation is told of once. */
  List<TenantDatabase> concerned(
      String projectId, List<Operation> recent, List<TenantDatabase> stores) {
    Map<String, List<Operation>> byBranch =
        recent.stream()
            .filter(operation -> operation.action().equals(CHANGE))
            .filter(operation -> operation.status() == Status.SUCCEEDED)
            .filter(operation -> operation.branchId() != null)
            .collect(Collectors.groupingBy(o -> Objects.requireNonNull(o.branchId())));
    List<TenantDatabase> inUse = stores.stream().filter(ForeignChanges::hasCredentials).toList();
    Set<String> before = told.getOrDefault(projectId, Set.of());
    // What happened to a store that is not in use yet is told of when it is.
    told.put(
        projectId,
        inUse.stream()
            .flatMap(store -> byBranch.getOrDefault(branchOf(store), List.of()).stream())
            .map(Operation::id)
            .collect(Collectors.toSet()));
    return inUse.stream()
        .filter(
            store -> {
              List<Operation> all = byBranch.getOrDefault(branchOf(store), List.of());
              return all.stream()
                  .filter(operation -> !before.contains(operation.id()))
                  .anyMatch(operation -> isForeign(operation, all, store));
            })
        .toList();
  }

  private boolean isForeign(Operation operation, List<Operation> all, TenantDatabase store) {
    if (!operation.updatedAt().isBefore(began)) {
      return !isOwn.test(operation);
    }
    Instant rest = restOf(store);
    return operation.updatedAt().isAfter(rest.plus(CLOCKS))
        || (operation.updatedAt().isAfter(rest.minus(CLOCKS)) && isOneOfSeveral(all, rest));
  }

  /**
   * One operation before the store came to rest was what it waited for; of several, one may be of
   * another process that led for a moment longer.
   */
  private static boolean isOneOfSeveral(List<Operation> all, Instant rest) {
    return all.stream().filter(o -> o.updatedAt().isAfter(rest.minus(WAIT))).count() > 1;
  }

  /** What this process found of the store itself does not tell what another had done. */
  private Instant restOf(TenantDatabase store) {
    return store.getStatus().conditions().stream()
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .filter(time -> !time.isAfter(began))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static boolean hasCredentials(TenantDatabase store) {
    return !store.isMarkedForDeletion()
        && store.getStatus() != null
        && store.getStatus().binding() != null;
  }

  private static String branchOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus().neon()).map(NeonLocation::branchId).orElse("");
  }
}
