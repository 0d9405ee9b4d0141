package io.tenantdb.operator.tenantclass;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.Objects;

/**
 * Which changes of a class need a pass: of its spec, as the framework would have it by itself, and
 * of the annotation by which a person asks for the removal of orphans.
 */
public final class SpecOrRequestChanged implements OnUpdateFilter<TenantDatabaseClass> {

  /** Made by the framework. */
  public SpecOrRequestChanged() {}

  @Override
  public boolean accept(TenantDatabaseClass now, TenantDatabaseClass before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !OrphanRequest.of(now).equals(OrphanRequest.of(before));
  }
}
