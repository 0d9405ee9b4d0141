package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says how a pass over a class went: in the status, and as Events. */
final class ClassReport {
  private static final List<ConditionType> STAGES =
      List.of(ConditionType.KeyAccepted, ConditionType.KeyringReady, ConditionType.TemplatesReady);

  private final Conditions conditions;
  private final Rechecks rechecks;
  private final EventRecorder events;

  ClassReport(Rechecks rechecks, EventRecorder events, Clock clock) {
    this.conditions = new Conditions(STAGES, clock);
    this.rechecks = rechecks;
    this.events = events;
  }

  /** The status as it was before the pass. */
  static TenantDatabaseClassStatus before(TenantDatabaseClass tenantClass) {
    TenantDatabaseClassStatus status = tenantClass.getStatus();
    return status == null ? TenantDatabaseClassStatus.empty() : status;
  }

  static boolean isTrue(TenantDatabaseClass tenantClass, ConditionType type) {
    return Conditions.isTrue(before(tenantClass).conditions(), type);
  }

  /** Whether the class was ready for its spec as it is now. */
  static boolean isReadyAsAsked(TenantDatabaseClass tenantClass) {
    return tenantClass
            .getMetadata()
            .getGeneration()
            .equals(before(tenantClass).observedGeneration())
        && isTrue(tenantClass, ConditionType.Ready);
  }

  /** Nothing is worth a word. */
  ClassResult asBefore(TenantDatabaseClass tenantClass, Recheck recheck) {
    return new ClassResult(
        before(tenantClass), rechecks.after(tenantClass.getMetadata().getUid(), recheck));
  }

  /**
   * What the pass came to; nothing new is known of projects and orphans.
   *
   * @param version the schema version of a class that is ready
   */
  ClassResult stand(
      TenantDatabaseClass tenantClass,
      Standing standing,
      Optional<String> version,
      Recheck recheck) {
    TenantDatabaseClassStatus before = before(tenantClass);
    Found found = new Found(standing, true, before.projects(), before.orphans());
    return stand(tenantClass, found, version, recheck);
  }

  /**
   * What was found out.
   *
   * @param isWhole whether everything was looked at that the spec asks for; otherwise what was
   *     observed is the generation before
   */
  record Found(
      Standing standing,
      boolean isWhole,
      List<ProjectStatus> projects,
      @Nullable OrphanReport orphans) {}

  /**
   * What the pass came to.
   *
   * @param version the schema version of a class that is ready
   */
  ClassResult stand(
      TenantDatabaseClass tenantClass, Found found, Optional<String> version, Recheck recheck) {
    TenantDatabaseClassStatus before = before(tenantClass);
    Standing standing = found.standing();
    Long observed = before.observedGeneration();
    long generation =
        found.isWhole() || observed == null ? tenantClass.getMetadata().getGeneration() : observed;
    tell(tenantClass, before, standing);
    return new ClassResult(
        new TenantDatabaseClassStatus(
            generation,
            standing.isReady() ? version.orElse(null) : before.schemaVersion(),
            found.projects(),
            before.recentDeletions(),
            conditions.of(standing, before.conditions(), generation),
            found.orphans()),
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
}
