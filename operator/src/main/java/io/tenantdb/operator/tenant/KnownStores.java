package io.tenantdb.operator.tenant;

import io.javaoperatorsdk.operator.processing.event.EventProcessor;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.tenantdb.api.TenantDatabase;
import java.util.function.Supplier;

/**
 * Makes every store known to the framework, also one that needs no pass when it is first seen: the
 * framework drops what happens around a resource it has heard nothing of, such as the deletion of
 * its Secret or a call of the patrol.
 */
final class KnownStores extends SimpleInboundEventSource<TenantDatabase>
    implements ResourceEventAware<TenantDatabase> {

  private final Supplier<StorePasses> passes;

  /**
   * Stores as the cluster has them.
   *
   * @param passes told of those that appear, change or go
   */
  KnownStores(Supplier<StorePasses> passes) {
    super("known-stores");
    this.passes = passes;
  }

  @Override
  public void onResourceUpdated(TenantDatabase after, TenantDatabase before) {
    passes.get().changed(before, after);
  }

  @Override
  public void onResourceDeleted(TenantDatabase database) {
    passes.get().gone(database);
  }

  @Override
  public void onResourceCreated(TenantDatabase database) {
    passes.get().appeared(database);
    if (getEventHandler() instanceof EventProcessor<?> processor) {
      // Asked for what it does on the way: it notes the resource, and wakes nobody.
      var _ = processor.isNextReconciliationImminent(ResourceID.fromResource(database));
    }
  }
}
