package io.tenantdb.neon;

import java.util.List;

/** What a create call answered: the branch is usable when the last operation has ended. */
public record CreatedBranch(Branch branch, List<Endpoint> endpoints, List<Operation> operations) {

  /** Copies the lists. */
  public CreatedBranch {
    endpoints = List.copyOf(endpoints);
    operations = List.copyOf(operations);
  }
}
