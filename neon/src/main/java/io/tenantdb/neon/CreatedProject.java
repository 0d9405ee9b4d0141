package io.tenantdb.neon;

import java.util.List;

/** What a create call answered: the project is usable when the last operation has ended. */
public record CreatedProject(
    Project project, Branch branch, List<Endpoint> endpoints, List<Operation> operations) {

  /** Copies the lists. */
  public CreatedProject {
    endpoints = List.copyOf(endpoints);
    operations = List.copyOf(operations);
  }
}
