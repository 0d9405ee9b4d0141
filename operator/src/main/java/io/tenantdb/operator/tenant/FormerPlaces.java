package io.tenantdb.operator.tenant;

import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.fleet.Region;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a store without a place had one before: its branch was retained, or its status was lost.
 * Such a store goes where its data is, not where the most room is.
 */
final class FormerPlaces {
  private static final Duration VIEW_AGE = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final ProjectViews views;

  FormerPlaces(Doors doors) {
    accounts = doors.accounts();
    views = doors.views();
  }

  /**
   * The project of the class that holds a branch of this name. Of a class with one project in the
   * region nothing is asked: there is no other place.
   *
   * @throws io.tenantdb.neon.NeonException when we could not look
   * @throws io.tenantdb.operator.account.ClassSecretException when the class's key is missing
   */
  Optional<String> find(String branchName, StoreTerms terms, TenantDatabaseClass tenantClass) {
    List<String> projects =
        tenantClass.getSpec().projects().stream()
            .filter(place -> Region.shortName(place.region()).equals(terms.region()))
            .map(ProjectPlace::id)
            .toList();
    if (projects.size() < 2) {
      return Optional.empty();
    }
    NeonApi api = accounts.account(tenantClass).at(Priority.INTERACTIVE);
    return projects.stream()
        .filter(id -> views.view(id, api, VIEW_AGE).branchNamed(branchName).isPresent())
        .findFirst();
  }
}
