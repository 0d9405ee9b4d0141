package io.tenantdb.operator.tenant;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.database.ForeignDatabaseException;
import io.tenantdb.operator.fleet.Placement;
import io.tenantdb.operator.fleet.Placement.Place;
import io.tenantdb.operator.fleet.Region;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.secret.SecretNameTakenException;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.status.Standing.Truth;
import io.tenantdb.schema.SchemaException;
import java.time.Duration;
import java.util.Optional;

/** Carries out the one step of a pass. What fails on the way becomes where the store stands. */
final class Steps {
  private static final Duration ROOM_RECHECK = Duration.ofSeconds(30);
  private static final Duration PERSON_RECHECK = Duration.ofMinutes(1);

  private final Placement placement;
  private final StoreSearch search;
  private final BranchSteps branches;
  private final DatabaseSteps databases;

  Steps(Placement placement, StoreSearch search, BranchSteps branches, DatabaseSteps databases) {
    this.placement = placement;
    this.search = search;
    this.branches = branches;
    this.databases = databases;
  }

  Outcome perform(Step step, TenantDatabase database, StatusDraft draft) {
    return switch (step) {
      case Step.Stand stand -> new Outcome.Stands(stand.standing(), stand.recheck());
      case Step.GiveWay way -> giveWay(way, database, draft);
      case Step.Wait wait -> new Outcome.AsBefore(wait.recheck());
      case Step.Settle settle -> settle(settle.terms(), draft);
      case Step.Act act -> tryTo(act, database, draft);
    };
  }

  private Outcome tryTo(Step.Act step, TenantDatabase database, StatusDraft draft) {
    try {
      return act(step, database, draft);
    } catch (NeonException e) {
      return Troubles.isPause(e)
          ? new Outcome.AsBefore(Troubles.recheck(e))
          : new Outcome.Stands(Troubles.standing(step.stage(), e), Troubles.recheck(e));
    } catch (ClassSecretException e) {
      return failed(step, Truth.Unknown, e.reason(), e, new Recheck.Backoff());
    } catch (SecretNameTakenException e) {
      return failed(
          step, Truth.False, Reason.SecretNameTaken, e, new Recheck.After(PERSON_RECHECK));
    } catch (ForeignDatabaseException e) {
      return failed(step, Truth.False, Reason.WrongDatabase, e, new Recheck.After(PERSON_RECHECK));
    } catch (SchemaException e) {
      return DatabaseTroubles.outcome(step.stage(), e);
    }
  }

  private Outcome act(Step.Act step, TenantDatabase database, StatusDraft draft) {
    return switch (step) {
      case Step.Place place -> place(place, database, draft);
      case Step.CreateBranch create -> branches.createBranch(create, database);
      case Step.CreateProject create -> branches.createProject(create, database, draft);
      case Step.RenameBranch rename -> branches.renameBranch(rename, database);
      case Step.CreateEndpoint create -> branches.createEndpoint(create, database);
      case Step.UpdateEndpoint update -> branches.updateEndpoint(update, database);
      case Step.ProvisionDatabase provision -> databases.provision(provision, draft);
      case Step.PublishSecret publish -> databases.publish(publish, database, draft);
    };
  }

  private Outcome giveWay(Step.GiveWay step, TenantDatabase database, StatusDraft draft) {
    if (draft.neon.branchId() == null && draft.neon.projectName() == null) {
      placement.forget(database.getMetadata().getUid());
      draft.neon = NeonLocation.nowhere();
    }
    return new Outcome.Stands(step.standing(), step.recheck());
  }

  private static Outcome settle(StoreTerms terms, StatusDraft draft) {
    draft.compute =
        new Compute(
            terms.compute().minCu(),
            terms.compute().maxCu(),
            terms.compute().suspendTimeoutSeconds());
    Standing standing =
        terms.suspended()
            ? Standing.notYet(
                ConditionType.Ready,
                Reason.Suspended,
                "Suspended on request; set spec.suspended to false to resume.")
            : Standing.ready("The database is in use.");
    return new Outcome.Stands(standing, new Recheck.WhenDue());
  }

  private Outcome place(Step.Place step, TenantDatabase database, StatusDraft draft) {
    StoreTerms terms = step.terms();
    Whereabouts store = new Whereabouts(step.knownBranch(), branchName(terms));
    if (terms.isolation() == Isolation.Project) {
      Optional<Outcome> elsewhere = search.elsewhere(step, store);
      if (elsewhere.isPresent()) {
        return elsewhere.get();
      }
      return placed(terms, terms.region(), draft, ownProject(terms));
    }
    String uid = database.getMetadata().getUid();
    Place place = placement.choose(uid, terms.region(), step.tenantClass());
    if (!(place instanceof Place.NotReady)) {
      Optional<ProjectPlace> home = branches.homeOf(step, store);
      if (home.isPresent()) {
        placement.forget(uid);
        String region = Region.shortName(home.get().region());
        return placed(terms, region, draft, branchIn(home.get().id(), terms));
      }
      Optional<Outcome> elsewhere = search.elsewhere(step, store);
      if (elsewhere.isPresent()) {
        placement.forget(uid);
        return elsewhere.get();
      }
    }
    return switch (place) {
      case Place.In in -> placed(terms, terms.region(), draft, branchIn(in.projectId(), terms));
      case Place.RegionNotOffered none ->
          waiting(
              Reason.RegionNotOffered,
              "Class %s has no project in region %s; it offers %s."
                  .formatted(terms.className(), terms.region(), String.join(", ", none.offered())));
      case Place.NotReady notReady ->
          waiting(
              Reason.ClassNotReady,
              "No project of class %s in region %s is ready: %s. See the class's conditions."
                  .formatted(
                      terms.className(), terms.region(), String.join(", ", notReady.projects())));
      case Place.NoRoom full ->
          waiting(
              Reason.NoRoom,
              "Every project of class %s in region %s is full: %s. Raise maxTenants or add a project."
                  .formatted(
                      terms.className(), terms.region(), String.join(", ", full.projects())));
    };
  }

  private static NeonLocation ownProject(StoreTerms terms) {
    return new NeonLocation(
        null, branchName(terms), null, null, null, terms.databaseName(), null, null);
  }

  private static NeonLocation branchIn(String projectId, StoreTerms terms) {
    return new NeonLocation(
        projectId, null, branchName(terms), null, null, terms.databaseName(), null, null);
  }

  private static Outcome placed(
      StoreTerms terms, String region, StatusDraft draft, NeonLocation location) {
    draft.className = terms.className();
    draft.region = region;
    draft.neon = location;
    return Outcome.next(
        ConditionType.BranchReady,
        Reason.Creating,
        location.projectId() == null
            ? "Project %s is being made.".formatted(location.projectName())
            : BranchSteps.beingMade(location.branchName(), location.projectId()));
  }

  private static String branchName(StoreTerms terms) {
    return StoreTerms.NAME_PREFIX + terms.organizationId();
  }

  private static Outcome waiting(Reason reason, String message) {
    return new Outcome.Stands(
        Standing.notYet(ConditionType.Placed, reason, message), new Recheck.After(ROOM_RECHECK));
  }

  private static Outcome failed(
      Step.Act step, Truth truth, Reason reason, RuntimeException failure, Recheck recheck) {
    return new Outcome.Stands(
        new Standing(step.stage(), truth, reason, String.valueOf(failure.getMessage())), recheck);
  }
}
