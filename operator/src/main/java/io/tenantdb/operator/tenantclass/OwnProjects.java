package io.tenantdb.operator.tenantclass;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds projects that this installation made for one store each and that no TenantDatabase owns: by
 * their names, from the account's list, and then by the mark on their default branch.
 */
final class OwnProjects {
  private static final int MOST_READ = 50;

  private final Supplier<Fleet> fleet;
  private final OwnerMark mark;

  /** A mark never changes, so whose project it is has to be asked once. */
  private final Set<String> foreign = ConcurrentHashMap.newKeySet();

  OwnProjects(Supplier<Fleet> fleet, OwnerMark mark) {
    this.fleet = fleet;
    this.mark = mark;
  }

  /** Their default branches. Costs the account's list, and a call each for the 50 oldest. */
  List<Branch> withoutOwner(NeonApi account) {
    NeonApi api = account.at(Priority.BACKGROUND);
    return api.findProjects(StoreTerms.NAME_PREFIX).stream()
        .filter(project -> project.name().startsWith(StoreTerms.NAME_PREFIX))
        .filter(project -> !foreign.contains(project.id()) && !hasOwner(project))
        .sorted(Comparator.comparing(Project::createdAt))
        .limit(MOST_READ)
        .flatMap(project -> ours(project, api).stream())
        .toList();
  }

  private boolean hasOwner(Project project) {
    String organization = project.name().substring(StoreTerms.NAME_PREFIX.length());
    return !fleet.get().ofOrganization(organization).isEmpty()
        || !fleet.get().placedIn(project.id()).isEmpty();
  }

  private Optional<Branch> ours(Project project, NeonApi api) {
    try {
      Optional<Branch> branch =
          api.branches(project.id()).stream().filter(Branch::isDefault).findFirst();
      boolean isOurs = branch.flatMap(mark::organizationOf).isPresent();
      if (branch.isPresent() && !isOurs) {
        foreign.add(project.id());
      }
      return isOurs ? branch : Optional.empty();
    } catch (NeonException.NotFound e) {
      return Optional.empty();
    }
  }
}
