package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenBranch;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenProject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is, as read by the judge.
 *
 * @param passwords by branch id, then by role
 */
record Evidence(
    List<Store> stores,
    Map<String, TenantDatabase> databases,
    List<Secret> secrets,
    List<SeenProject> projects,
    List<SeenBranch> branches,
    Map<String, Map<String, String>> passwords) {

  static Evidence gather(List<Store> stores, Resources resources, NeonWitness neon) {
    List<SeenProject> projects = neon.projects();
    List<SeenBranch> branches = new ArrayList<>();
    projects.forEach(project -> branches.addAll(neon.branches(project.id())));
    Map<String, Map<String, String>> passwords = new HashMap<>();
    branches.forEach(
        branch -> passwords.put(branch.id(), neon.passwords(branch.projectId(), branch.id())));
    return new Evidence(
        List.copyOf(stores), resources.all(), resources.secrets(), projects, branches, passwords);
  }

  /** The branches that bear the mark of a store. */
  List<SeenBranch> branchesOf(Store store) {
    return branches.stream()
        .filter(
            branch -> branch.organizationId().filter(store.organizationId()::equals).isPresent())
        .toList();
  }
}
