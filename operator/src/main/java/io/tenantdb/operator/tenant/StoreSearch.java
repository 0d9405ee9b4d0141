package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the database of a store without a place where its class would not look: in the projects
 * of other classes, and in those its class listed before. A store that was retained, or lost its
 * status, must not be made anew and empty because it names another class now.
 */
final class StoreSearch {
  private static final Recheck BY_A_PERSON = new Recheck.After(Duration.ofMinutes(5));

  private final Fleet fleet;
  private final Accounts accounts;
  private final ProjectViews views;
  private final OwnerMark mark;

  StoreSearch(Doors doors) {
    fleet = doors.fleet();
    accounts = doors.accounts();
    views = doors.views();
    mark = doors.mark();
  }

  /** Why the store is not made now; empty when it is nowhere else. */
  Optional<Outcome> elsewhere(Step.Place step, Whereabouts store) {
    return fleet.classes().stream()
        // Its own class first: to list a project again is the shorter way out.
        .sorted(Comparator.comparing(other -> !isOf(other, step.terms())))
        .filter(other -> isOf(other, step.terms()) || hasWorked(other))
        .flatMap(other -> lookIn(other, step, store).stream())
        .findFirst();
  }

  private Optional<Outcome> lookIn(TenantDatabaseClass other, Step.Place step, Whereabouts store) {
    String className = other.getMetadata().getName();
    StoreTerms terms = step.terms();
    try {
      NeonApi account = accounts.account(other);
      NeonApi api = account.at(Priority.INTERACTIVE);
      Stream<String> projects =
          projectsOf(other, step.tenantClass())
              .filter(id -> holdsBranch(id, other, api, terms, store));
      Stream<String> own =
          isLookedForByName(step.tenantClass(), account)
              ? Stream.empty()
              : ownProjects(other, api, terms, String.valueOf(store.branchName()));
      return Stream.concat(projects, own)
          .findFirst()
          .map(project -> found(project, className, terms));
    } catch (NeonException e) {
      if (Troubles.isPause(e)) {
        throw e;
      }
      Standing trouble = Troubles.standing(ConditionType.Placed, e);
      return Optional.of(
          couldNotLook(className, trouble.reason(), trouble.message(), Troubles.recheck(e)));
    } catch (ClassSecretException e) {
      return Optional.of(
          couldNotLook(
              className, e.reason(), String.valueOf(e.getMessage()), new Recheck.Backoff()));
    }
  }

  /** The projects that a class lists or listed; without those the store's own class looks in. */
  private static Stream<String> projectsOf(TenantDatabaseClass other, TenantDatabaseClass own) {
    Set<String> lookedIn = listed(own).collect(Collectors.toSet());
    return Stream.concat(listed(other), status(other).projects().stream().map(ProjectStatus::id))
        .distinct()
        .filter(id -> !lookedIn.contains(id));
  }

  private boolean holdsBranch(
      String projectId,
      TenantDatabaseClass other,
      NeonApi api,
      StoreTerms terms,
      Whereabouts store) {
    try {
      return store
          .in(views.view(projectId, api, Observer.VIEW_AGE))
          .filter(branch -> isStore(branch, terms))
          .isPresent();
    } catch (NeonException.NotFound e) {
      if (listed(other).anyMatch(projectId::equals)) {
        throw e;
      }
      // People took it from the class, and it is gone from Neon too.
      return false;
    }
  }

  /** With isolation Project the account is searched by name before a project is made. */
  private boolean isLookedForByName(TenantDatabaseClass own, NeonApi account) {
    return own.getSpec().isolation() == Isolation.Project && accounts.account(own) == account;
  }

  /** Projects of the store's own. */
  private Stream<String> ownProjects(
      TenantDatabaseClass other, NeonApi api, StoreTerms terms, String name) {
    if (other.getSpec().isolation() != Isolation.Project) {
      return Stream.empty();
    }
    return api.findProjects(name).stream()
        .filter(project -> project.name().equals(name))
        .map(Project::id)
        .filter(
            id ->
                views
                    .view(id, api, Observer.VIEW_AGE)
                    .defaultBranch()
                    .filter(branch -> isStore(branch, terms))
                    .isPresent());
  }

  private boolean isStore(Branch branch, StoreTerms terms) {
    return mark.provesStore(branch, terms.organizationId());
  }

  private static Outcome found(String project, String className, StoreTerms terms) {
    String wayOut =
        className.equals(terms.className())
            ? "List the project in spec.projects of the class again."
            : "Set spec.className to %s; where it names another class already, delete this TenantDatabase, which takes nothing away, and apply it with that class."
                .formatted(className);
    return new Outcome.Stands(
        Standing.notYet(
            ConditionType.Placed,
            Reason.DatabaseElsewhere,
            "The database of this organization is in project %s of class %s already, kept from an earlier TenantDatabase; it is not made a second time. %s To start anew instead, rename or delete it at Neon."
                .formatted(project, className, wayOut)),
        BY_A_PERSON);
  }

  private static Outcome couldNotLook(
      String className, Reason reason, String why, Recheck recheck) {
    return new Outcome.Stands(
        Standing.unknown(
            ConditionType.Placed,
            reason,
            "Class %s may have this store's database already, and it can't be looked at: %s Nothing is made until it can; mend that class, or delete it if it holds nothing."
                .formatted(className, why)),
        recheck);
  }

  private static boolean isOf(TenantDatabaseClass tenantClass, StoreTerms terms) {
    return tenantClass.getMetadata().getName().equals(terms.className());
  }

  /** A class that never had a template or was ready has put no store anywhere. */
  private static boolean hasWorked(TenantDatabaseClass tenantClass) {
    TenantDatabaseClassStatus status = status(tenantClass);
    return status.schemaVersion() != null
        || status.projects().stream().anyMatch(project -> project.templateBranchId() != null);
  }

  private static Stream<String> listed(TenantDatabaseClass tenantClass) {
    List<ProjectPlace> projects = tenantClass.getSpec().projects();
    return projects.stream().map(ProjectPlace::id);
  }

  private static TenantDatabaseClassStatus status(TenantDatabaseClass tenantClass) {
    return Optional.ofNullable(tenantClass.getStatus()).orElse(TenantDatabaseClassStatus.empty());
  }
}
