package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
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
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenantclass.OrphanKeeper.Kept;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over one class: its key, its keyring, and a step for the template of each project. */
public final class ClassPass {
  private static final List<ConditionType> STAGES =
      List.of(ConditionType.KeyAccepted, ConditionType.KeyringReady, ConditionType.TemplatesReady);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Accounts accounts;
  private final Keyrings keyrings;
  private final SchemaCatalog schemas;
  private final TemplateKeeper templates;
  private final LastLooks looks;
  private final Conditions conditions;
  private final Rechecks rechecks;
  private final EventRecorder events;
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
    this.templates = new TemplateKeeper(views, changes, databases, mark, clock);
    this.looks = new LastLooks(clock);
    this.conditions = new Conditions(STAGES, clock);
    this.rechecks = rechecks;
    this.events = events;
    this.orphans = orphans;
  }

  /** The next pass over the class looks at Neon even if its status says that all is well. */
  public void doubt(TenantDatabaseClass tenantClass) {
    looks.doubt(tenantClass);
  }

  ClassResult run(TenantDatabaseClass tenantClass) {
    try {
      NeonApi account = accounts.account(tenantClass).at(Priority.INTERACTIVE);
      return run(tenantClass, accounts.account(tenantClass), account);
    } catch (ClassSecretException e) {
      return stand(
          tenantClass,
          Standing.notYet(ConditionType.KeyAccepted, e.reason(), String.valueOf(e.getMessage())),
          new Recheck.Backoff());
    } catch (NeonException e) {
      return stand(
          tenantClass, Troubles.standing(ConditionType.KeyAccepted, e), Troubles.recheck(e));
    }
  }

  private ClassResult run(TenantDatabaseClass tenantClass, NeonApi identity, NeonApi account) {
    boolean isDue = looks.isDue(tenantClass, identity);
    boolean isAsked = orphans != null && orphans.isAsked(tenantClass);
    boolean look = isDue || isAsked || !isSettled(tenantClass);
    if (isDue || !isTrue(tenantClass, ConditionType.KeyAccepted)) {
      account.checkKey();
      looks.looked(tenantClass, identity);
    }
    try {
      keyrings.sealer(tenantClass);
    } catch (ClassSecretException e) {
      return stand(
          tenantClass,
          Standing.notYet(ConditionType.KeyringReady, e.reason(), String.valueOf(e.getMessage())),
          new Recheck.Backoff());
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
              "This operator has no such schema or version; correct spec.schema."),
          new Recheck.WhenDue());
    }
    if (spec.isolation() == Isolation.Project) {
      return settled(tenantClass);
    }
    TemplateTerms terms = TemplateTerms.of(spec, version.get());
    List<TemplateResult> results = new ArrayList<>();
    for (ProjectPlace place : spec.projects()) {
      results.add(templates.keep(tenantClass, place, terms, account));
    }
    List<ProjectStatus> projects =
        Stream.concat(
                results.stream().map(TemplateResult::status),
                ProjectReport.former(tenantClass).stream())
            .toList();
    Kept kept = keepOrphans(tenantClass, account);
    Optional<TemplateResult> undone = results.stream().filter(r -> !r.isDone()).findFirst();
    return undone
        .map(
            result ->
                result(
                    tenantClass,
                    Standing.notYet(
                        ConditionType.TemplatesReady,
                        Reason.TemplateNotReady,
                        "Project %s: %s"
                            .formatted(result.status().id(), result.status().message())),
                    projects,
                    kept.report(),
                    soonest(results)))
        .orElseGet(
            () ->
                result(
                    tenantClass,
                    ready(),
                    projects,
                    kept.report(),
                    new Recheck.After(kept.isPending() ? SOON : LastLooks.PERIOD)));
  }

  private Kept keepOrphans(TenantDatabaseClass tenantClass, NeonApi account) {
    return orphans == null
        ? new Kept(before(tenantClass).orphans(), false)
        : orphans.keep(tenantClass, account);
  }

  private ClassResult settled(TenantDatabaseClass tenantClass) {
    return stand(tenantClass, ready(), new Recheck.After(LastLooks.PERIOD));
  }

  private static Standing ready() {
    return Standing.ready("Stores can be made.");
  }

  /** Ready, of this generation, and at the newest schema: told from the status alone. */
  private boolean isSettled(TenantDatabaseClass tenantClass) {
    TenantDatabaseClassStatus status = tenantClass.getStatus();
    return status != null
        && tenantClass.getMetadata().getGeneration().equals(status.observedGeneration())
        && isTrue(tenantClass, ConditionType.Ready)
        && versionOf(tenantClass.getSpec()).equals(Optional.ofNullable(status.schemaVersion()));
  }

  private Optional<String> versionOf(TenantDatabaseClassSpec spec) {
    String pin = spec.schema() == null ? null : spec.schema().version();
    return schemas.target(TemplateTerms.schemaName(spec), pin);
  }

  private static boolean isTrue(TenantDatabaseClass tenantClass, ConditionType type) {
    return tenantClass.getStatus() != null
        && Conditions.isTrue(tenantClass.getStatus().conditions(), type);
  }

  private static Recheck soonest(List<TemplateResult> results) {
    return results.stream()
        .filter(result -> !result.isDone())
        .map(TemplateResult::recheck)
        .min(Comparator.comparing(ClassPass::delayOf))
        .orElseThrow();
  }

  /** Roughly; a backing off project must not slow down one that gets on. */
  private static Duration delayOf(Recheck recheck) {
    return switch (recheck) {
      case Recheck.AtOnce atOnce -> Duration.ZERO;
      case Recheck.After after -> after.delay();
      case Recheck.Backoff _, Recheck.Often _ -> Duration.ofMinutes(1);
      case Recheck.WhenDue whenDue -> LastLooks.PERIOD;
    };
  }

  private ClassResult stand(TenantDatabaseClass tenantClass, Standing standing, Recheck recheck) {
    TenantDatabaseClassStatus before = before(tenantClass);
    return result(tenantClass, standing, before.projects(), before.orphans(), recheck);
  }

  private ClassResult result(
      TenantDatabaseClass tenantClass,
      Standing standing,
      List<ProjectStatus> projects,
      @Nullable OrphanReport orphanReport,
      Recheck recheck) {
    TenantDatabaseClassStatus before = before(tenantClass);
    long generation = tenantClass.getMetadata().getGeneration();
    tell(tenantClass, before, standing);
    return new ClassResult(
        new TenantDatabaseClassStatus(
            generation,
            standing.isReady()
                ? versionOf(tenantClass.getSpec()).orElse(null)
                : before.schemaVersion(),
            projects,
            before.recentDeletions(),
            conditions.of(standing, before.conditions(), generation),
            orphanReport),
        rechecks.after(tenantClass.getMetadata().getUid(), recheck));
  }

  private void tell(
      TenantDatabaseClass tenantClass, TenantDatabaseClassStatus before, Standing standing) {
    String reason = standing.reason().name();
    boolean known =
        Conditions.find(before.conditions(), ConditionType.Ready)
            .map(c -> reason.equals(c.getReason()))
            .orElse(false);
    if (known) {
      return;
    }
    if (standing.isReady() || standing.reason() == Reason.TemplateNotReady) {
      events.normal(tenantClass, standing.isReady() ? "Ready" : reason, standing.message());
    } else {
      events.warning(tenantClass, reason, standing.message());
    }
  }

  private static TenantDatabaseClassStatus before(TenantDatabaseClass tenantClass) {
    TenantDatabaseClassStatus status = tenantClass.getStatus();
    return status == null ? TenantDatabaseClassStatus.empty() : status;
  }
}
