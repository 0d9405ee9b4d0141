package io.tenantdb.sandbox.bench;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Neon did for stores, from its own list of operations. */
record StoreOperations(int branches, Map<String, Long> byAction) {
  private static final int NEWEST = 1_000;

  /** The newest operations of each project, those of branches that were made among them. */
  static StoreOperations of(NeonApi api, List<String> projects) {
    List<Operation> newest =
        projects.stream()
            .flatMap(project -> api.recentOperations(project, NEWEST).stream())
            .filter(operation -> operation.branchId() != null)
            .toList();
    return of(newest);
  }

  static StoreOperations of(List<Operation> operations) {
    List<String> made =
        operations.stream()
            .filter(operation -> operation.action().equals("create_branch"))
            .map(Operation::branchId)
            .toList();
    Map<String, Long> counts = new TreeMap<>();
    operations.stream()
        .filter(operation -> made.contains(operation.branchId()))
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
