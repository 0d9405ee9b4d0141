package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.account.Keyrings;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenantclass.ClassReport.Found;
import io.tenantdb.operator.tenantclass.OrphanKeeper.Kept;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one class: its key, its keyring, and a step for the template of each project. */
public final class ClassPass {
  private final Accounts accounts;
  private final Keyrings keyrings;
  private final SchemaCatalog schemas;
  private final TemplateKeeper templates;
  private final LastLooks looks;
  private final ClassReport report;
  private final @Nullable OrphanKeeper orphans;

  /** A pass that reaches the world through these and does not look for orphans. */
  public ClassPass(
      Accounts accounts,
      Keyrings keyrings,
      SchemaCatalog schemas,
      StoreDatabases databases,
      ProjectViews views,
      ProjectChanges changes,
      OwnerMark mark,
      Rechecks rechecks,
      EventRecorder events,
      Clock clock) {
    this(
        accounts, keyrings, schemas, databases, views, changes, mark, rechecks, events, null,
        clock);
  }

  /** A pass that reaches the world through these. */
  public ClassPass(
      Accounts accounts,
      Keyrings keyrings,
      SchemaCatalog schemas,
      StoreDatabases databases,
      ProjectViews views,
      ProjectChanges changes,
      OwnerMark mark,
      Rechecks rechecks,
      EventRecorder events,
      @Nullable OrphanKeeper orphans,
      Clock clock) {
    this.accounts = accounts;
    this.keyrings = keyrings;
    this.schemas = schemas;
    this.templates = new TemplateKeeper(views, changes, databases, mark, events, clock);
    this.looks = new LastLooks(clock);
    this.report = new ClassReport(rechecks, events, clock);
    this.orphans = orphans;
  }

  /** The next pass over the class looks at Neon even if its status says that all is well. */
  void doubt(TenantDatabaseClass tenantClass) {
    looks.doubt(tenantClass);
  }

  /** Whether a project that was just listed is not as the status of a ready class says. */
  boolean hasDrifted(TenantDatabaseClass tenantClass, ProjectView seen) {
    TenantDatabaseClassSpec spec = tenantClass.getSpec();
    return isSettled(tenantClass)
        && versionOf(spec)
            .map(version -> TemplateTerms.of(spec, version))
            .map(
                terms ->
                    spec.projects().stream()
                        .filter(place -> place.id().equals(seen.projectId()))
                        .anyMatch(place -> templates.hasDrifted(tenantClass, place, terms, seen)))
            .orElse(false);
  }

  ClassResult run(TenantDatabaseClass tenantClass) {
    try {
      NeonApi account = accounts.account(tenantClass).at(Priority.INTERACTIVE);
      return run(tenantClass, accounts.account(tenantClass), account);
    } catch (ClassSecretException e) {
      return stand(tenantClass, missing(ConditionType.KeyAccepted, e), new Recheck.Backoff());
    } catch (NeonException e) {
      return isSettled(tenantClass) && Troubles.saysNothing(e)
          ? lastKnown(tenantClass, e)
          : stand(
              tenantClass, Troubles.standing(ConditionType.KeyAccepted, e), Troubles.recheck(e));
    }
  }

  private ClassResult run(TenantDatabaseClass tenantClass, NeonApi identity, NeonApi account) {
    boolean isDue = looks.isDue(tenantClass, identity);
    boolean isAsked = orphans != null && orphans.isAsked(tenantClass);
    boolean look = isDue || isAsked || !isSettled(tenantClass);
    if (isDue || !ClassReport.isTrue(tenantClass, ConditionType.KeyAccepted)) {
      account.checkKey();
      looks.looked(tenantClass, identity);
    }
    try {
      keyrings.sealer(tenantClass);
    } catch (ClassSecretException e) {
      return stand(tenantClass, missing(ConditionType.KeyringReady, e), new Recheck.Backoff());
    }
    return look ? keepTemplates(tenantClass, account) : settled(tenantClass);
  }

  private ClassResult keepTemplates(TenantDatabaseClass tenantClass, NeonApi account) {
    TenantDatabaseClassSpec spec = tenantClass.getSpec();
    Optional<String> version = versionOf(spec);
    if (version.isEmpty()) {
      return stand(
          tenantClass,
          Standing.notYet(
              ConditionType.TemplatesReady,
              Reason.SchemaUnknown,
              "This operator has no such schema or version; it has %s. Correct spec.schema."
                  .formatted(schemas.offer())),
          new Recheck.WhenDue());
    }
    if (spec.isolation() == Isolation.Project) {
      return keepOwnProjects(tenantClass, account, version);
    }
    TemplateTerms terms = TemplateTerms.of(spec, version.get());
    TemplatesResult kept =
        new TemplatesResult(
            spec.projects().stream()
                .map(place -> templates.keep(tenantClass, place, terms, account))
                .toList());
    if (!kept.isWhole()) {
      looks.doubt(tenantClass);
    }
    Kept orphaned = keepOrphans(tenantClass, account);
    return report.stand(
        tenantClass,
        new Found(kept.standing(), kept.isWhole(), kept.projects(tenantClass), orphaned.report()),
        version,
        kept.recheck(orphaned.isPending()));
  }

  private ClassResult keepOwnProjects(
      TenantDatabaseClass tenantClass, NeonApi account, Optional<String> version) {
    TemplatesResult none = new TemplatesResult(List.of());
    Kept orphaned = keepOrphans(tenantClass, account);
    return report.stand(
        tenantClass,
        new Found(none.standing(), true, none.projects(tenantClass), orphaned.report()),
        version,
        none.recheck(orphaned.isPending()));
  }

  private Kept keepOrphans(TenantDatabaseClass tenantClass, NeonApi account) {
    return orphans == null
        ? new Kept(ClassReport.before(tenantClass).orphans(), false)
        : orphans.keep(tenantClass, account);
  }

  private ClassResult settled(TenantDatabaseClass tenantClass) {
    return stand(
        tenantClass, Standing.ready(TemplatesResult.READY), new Recheck.After(LastLooks.PERIOD));
  }

  /** Not to have looked is no reason to refuse stores that could be made a moment ago. */
  private ClassResult lastKnown(TenantDatabaseClass tenantClass, NeonException failure) {
    Recheck recheck = Troubles.recheck(failure);
    return Troubles.isPause(failure)
        ? report.asBefore(tenantClass, recheck)
        : stand(
            tenantClass,
            Standing.ready(
                "%s This is the last that is known: %s"
                    .formatted(
                        TemplatesResult.READY,
                        Troubles.standing(ConditionType.KeyAccepted, failure).message())),
            recheck);
  }

  /** Ready, of this generation, and at the newest schema: told from the status alone. */
  private boolean isSettled(TenantDatabaseClass tenantClass) {
    String version = ClassReport.before(tenantClass).schemaVersion();
    return ClassReport.isReadyAsAsked(tenantClass)
        && versionOf(tenantClass.getSpec()).equals(Optional.ofNullable(version));
  }

  private Optional<String> versionOf(TenantDatabaseClassSpec spec) {
    String pin = spec.schema() == null ? null : spec.schema().version();
    return schemas.target(TemplateTerms.schemaName(spec), pin);
  }

  private static Standing missing(ConditionType at, ClassSecretException failure) {
    return Standing.notYet(at, failure.reason(), String.valueOf(failure.getMessage()));
  }

  private ClassResult stand(TenantDatabaseClass tenantClass, Standing standing, Recheck recheck) {
    return report.stand(tenantClass, standing, versionOf(tenantClass.getSpec()), recheck);
  }
}
