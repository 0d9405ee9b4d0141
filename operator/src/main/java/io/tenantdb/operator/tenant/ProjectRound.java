package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.neon.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Round after round over the projects that hold stores or templates: one list of branches and one
 * of endpoints serve all stores of a project.
 */
final class ProjectRound {
  private static final Logger log = LoggerFactory.getLogger(ProjectRound.class);

  /**
   * Three calls each: with very many projects a round takes longer instead of using up the budget.
   */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(1_200);

  /** As many as Neon can do in a project from one round to the next. */
  private static final int OPERATIONS = 200;

  /** A list that a store's pass has just made is as good, up to this share of a round. */
  private static final int SHARE = 3;

  private final Fleet fleet;
  private final Observer observer;
  private final Accounts accounts;
  private final ProjectViews views;
  private final Doubts doubts;
  private final ForeignChanges foreign;
  private final TemplateNews templates;
  private final Consumer<Waiter> wake;
  private Iterator<String> left = Collections.emptyIterator();
  private Instant next = Instant.MIN;
  private final Duration round;
  private Duration pause;

  ProjectRound(
      StorePasses.Doors doors,
      Observer observer,
      Doubts doubts,
      Consumer<Waiter> wake,
      Duration round) {
    this.round = round;
    this.pause = round;
    this.fleet = doors.fleet();
    this.observer = observer;
    this.accounts = doors.accounts();
    this.views = doors.views();
    this.doubts = doubts;
    this.templates = doors.templates();
    this.foreign = new ForeignChanges(doors.changes()::isOwn, doors.clock().instant());
    this.wake = wake;
  }

  /** Looks at the next project if it is time to. */
  void go(Instant now) {
    if (now.isBefore(next)) {
      return;
    }
    if (!left.hasNext()) {
      begin();
    }
    if (left.hasNext()) {
      look(left.next());
    }
    next = now.plus(pause);
  }

  private void begin() {
    List<String> projects =
        Stream.concat(
                fleet.all().stream().flatMap(store -> projectOf(store).stream()),
                fleet.classes().stream().flatMap(ProjectRound::projectsOf))
            .distinct()
            .toList();
    left = projects.iterator();
    Duration share = round.dividedBy(Math.max(1, projects.size()));
    pause = share.compareTo(LEAST_PAUSE) > 0 ? share : LEAST_PAUSE;
  }

  private void look(String projectId) {
    List<TenantDatabase> stores = fleet.placedIn(projectId);
    List<TenantDatabaseClass> classes =
        fleet.classes().stream().filter(c -> projectsOf(c).anyMatch(projectId::equals)).toList();
    Optional<TenantDatabaseClass> account =
        stores.stream()
            .flatMap(store -> observer.foundClassOf(store).stream())
            .map(ClassView.Found::tenantClass)
            .findFirst()
            .or(() -> classes.stream().findFirst());
    if (account.isEmpty()) {
      return;
    }
    try {
      NeonApi api = accounts.account(account.get()).at(Priority.BACKGROUND);
      ProjectView view = views.view(projectId, api, round.dividedBy(SHARE));
      stores.stream().filter(store -> isDrifted(store, view)).forEach(this::doubt);
      classes.forEach(tenantClass -> templates.seen(tenantClass, view));
      if (!stores.isEmpty()) {
        foreign
            .concerned(projectId, api.recentOperations(projectId, OPERATIONS), stores)
            .forEach(this::doubtCredentials);
      }
    } catch (NeonException.NotFound e) {
      stores.stream().filter(Drift::isUp).forEach(this::doubt);
    } catch (NeonException | ClassSecretException e) {
      log.atDebug()
          .addKeyValue("project", projectId)
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("project not looked at; the next round comes");
    }
  }

  private boolean isDrifted(TenantDatabase store, ProjectView view) {
    return !store.isMarkedForDeletion()
        && observer
            .foundClassOf(store)
            .map(found -> Drift.isIn(store, found.terms(), view))
            .orElse(false);
  }

  private void doubtCredentials(TenantDatabase store) {
    doubts.addCredentials(store.getMetadata().getUid());
    wake.accept(Waiter.of(store));
  }

  private void doubt(TenantDatabase store) {
    doubts.add(store.getMetadata().getUid());
    wake.accept(Waiter.of(store));
  }

  /** Those in which the class keeps a template. */
  private static Stream<String> projectsOf(TenantDatabaseClass tenantClass) {
    Set<String> kept =
        Optional.ofNullable(tenantClass.getStatus()).stream()
            .flatMap(status -> status.projects().stream())
            .filter(project -> project.templateBranchId() != null)
            .map(ProjectStatus::id)
            .collect(Collectors.toSet());
    return tenantClass.getSpec().projects().stream().map(ProjectPlace::id).filter(kept::contains);
  }

  private static Optional<String> projectOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .map(status -> status.neon())
        .map(NeonLocation::projectId);
  }
}
