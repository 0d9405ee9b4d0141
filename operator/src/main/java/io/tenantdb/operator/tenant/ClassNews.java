package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a change of a class concerns its stores: the guard's own count does not. */
final class ClassNews {
  private ClassNews() {}

  static boolean concernsStores(TenantDatabaseClass after, TenantDatabaseClass before) {
    return !Objects.equals(
            after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            after.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
        || !Objects.equals(withoutCount(after.getStatus()), withoutCount(before.getStatus()));
  }

  private static @Nullable TenantDatabaseClassStatus withoutCount(
      @Nullable TenantDatabaseClassStatus status) {
    return status == null
        ? null
        : new TenantDatabaseClassStatus(
            status.observedGeneration(),
            status.schemaVersion(),
            status.projects(),
            List.of(),
            status.conditions());
  }
}
