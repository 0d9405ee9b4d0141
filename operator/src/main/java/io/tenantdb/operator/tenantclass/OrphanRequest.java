package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asks for by the annotation {@link Annotations#REMOVE_ORPHANS} of a class.
 *
 * @param text the annotation as it is
 */
record OrphanRequest(String text) {
  static final String DRY_RUN = "dry-run";

  static Optional<OrphanRequest> of(TenantDatabaseClass tenantClass) {
    Map<String, String> annotations = tenantClass.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations)
        .map(all -> all.get(Annotations.REMOVE_ORPHANS))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(OrphanRequest::new);
  }

  boolean isDryRun() {
    return text.equals(DRY_RUN);
  }

  /** The ids of the branches to remove, each once. */
  List<String> branchIds() {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }
}
