package io.tenantdb.sandbox.bench;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Neon did for stores, from its own list of operations. */
record StoreOperations(int branches, Map<String, Long> byAction) {
  private static final int NEWEST = 1_000;

  /** The newest operations of each project, those of stores whose beginning is among them. */
  static StoreOperations of(NeonApi api, List<String> projects) {
    List<Operation> newest = new ArrayList<>();
    Set<String> stores = new HashSet<>();
    for (String project : projects) {
      newest.addAll(api.recentOperations(project, NEWEST));
      api.branches(project).stream()
          .filter(branch -> branch.name().startsWith("store-"))
          .map(Branch::id)
          .forEach(stores::add);
    }
    return of(newest, stores);
  }

  static StoreOperations of(List<Operation> operations, Set<String> stores) {
    Set<String> made =
        operations.stream()
            .filter(operation -> operation.action().equals("create_branch"))
            .map(operation -> Objects.requireNonNullElse(operation.branchId(), ""))
            .filter(stores::contains)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Long> counts = new TreeMap<>();
    operations.stream()
        .filter(operation -> made.contains(Objects.requireNonNullElse(operation.branchId(), "")))
        .forEach(operation -> counts.merge(operation.action(), 1L, Long::sum));
    return new StoreOperations(made.size(), counts);
  }

  /** How long a store's operations take at Neon, one after another. */
  double secondsAStore() {
    return byAction.entrySet().stream()
            .mapToDouble(entry -> entry.getValue() * seconds(entry.getKey()))
            .sum()
        / branches;
  }

  private static double seconds(String action) {
    return action.endsWith("_branch") || action.endsWith("_timeline")
        ? NeonTerms.BRANCH_OPERATION_SECONDS
        : NeonTerms.COMPUTE_OPERATION_SECONDS;
  }

  @Override
  public String toString() {
    return String.join(
        ", ",
        byAction.entrySet().stream()
            .map(entry -> "%s %.2f".formatted(entry.getKey(), (double) entry.getValue() / branches))
            .toList());
  }
}
