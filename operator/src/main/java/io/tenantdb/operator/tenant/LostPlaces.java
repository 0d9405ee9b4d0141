package io.tenantdb.operator.tenant;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Doubts what is known of a project when a store that was placed there has no place any more: its
 * database may be in that project, made by another process after this one looked, and the
 * organization may be placed anew within seconds.
 */
final class LostPlaces {
  private final Fleet fleet;
  private final ProjectViews views;

  LostPlaces(Fleet fleet, ProjectViews views) {
    this.fleet = fleet;
    this.views = views;
  }

  /** A resource changed, or another of its name took its place. */
  void changed(TenantDatabase before, TenantDatabase after) {
    String project = projectOf(before);
    if (project != null && !Objects.equals(project, projectOf(after))) {
      views.stale(project);
    }
  }

  /** A resource is in the cluster no more. */
  void gone(TenantDatabase store) {
    String project = projectOf(store);
    if (project != null && isRetained(store)) {
      views.stale(project);
    }
  }

  private boolean isRetained(TenantDatabase store) {
    TenantDatabaseClass tenantClass = fleet.tenantClass(Fleet.classOf(store)).orElse(null);
    return StoreTerms.deletionPolicy(
            store.getSpec(), tenantClass == null ? null : tenantClass.getSpec())
        == DeletionPolicy.Retain;
  }

  private static @Nullable String projectOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .flatMap(status -> Optional.ofNullable(status.neon()))
        .map(NeonLocation::projectId)
        .orElse(null);
  }
}
