package io.tenantdb.operator.tenant;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a change of a class concerns its stores: the guard's own count does not. */
final class ClassNews {
  private ClassNews() {}

  static boolean concernsStores(TenantDatabaseClass after, TenantDatabaseClass before) {
    return !Objects.equals(
            after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(withoutOrphans(after), withoutOrphans(before))
        || !Objects.equals(withoutCount(after.getStatus()), withoutCount(before.getStatus()));
  }

  /** What a person says of orphans concerns no store. */
  private static Map<String, String> withoutOrphans(TenantDatabaseClass tenantClass) {
    Map<String, String> annotations = tenantClass.getMetadata().getAnnotations();
    Map<String, String> rest = annotations == null ? new HashMap<>() : new HashMap<>(annotations);
    rest.remove(Annotations.REMOVE_ORPHANS);
    return rest;
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
