package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Round after round over the projects that hold stores: one list of branches and one of endpoints
 * serve all stores of a project.
 */
final class ProjectRound {
  private static final Logger log = LoggerFactory.getLogger(ProjectRound.class);

  /**
   * Two calls each: with very many projects a round takes longer instead of using up the budget.
   */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(1_200);

  /** A list that a store's pass has just made is as good, up to this share of a round. */
  private static final int SHARE = 3;

  private final Fleet fleet;
  private final Observer observer;
  private final Accounts accounts;
  private final ProjectViews views;
  private final Doubts doubts;
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
        fleet.all().stream().flatMap(store -> projectOf(store).stream()).distinct().toList();
    left = projects.iterator();
    Duration share = round.dividedBy(Math.max(1, projects.size()));
    pause = share.compareTo(LEAST_PAUSE) > 0 ? share : LEAST_PAUSE;
  }

  private void look(String projectId) {
    List<TenantDatabase> stores = fleet.placedIn(projectId);
    Optional<ClassView.Found> tenantClass =
        stores.stream().findFirst().flatMap(observer::foundClassOf);
    if (tenantClass.isEmpty()) {
      return;
    }
    try {
      ProjectView view =
          views.view(
              projectId,
              accounts.account(tenantClass.get().tenantClass()).at(Priority.BACKGROUND),
              round.dividedBy(SHARE));
      stores.stream().filter(store -> isDrifted(store, view)).forEach(this::doubt);
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

  private void doubt(TenantDatabase store) {
    doubts.add(store.getMetadata().getUid());
    wake.accept(Waiter.of(store));
  }

  private static Optional<String> projectOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .map(status -> status.neon())
        .map(NeonLocation::projectId);
  }
}
