package io.tenantdb.operator.runtime;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.neon.Waiter;
import java.util.function.Consumer;

/** Brings the lanes' wake-up calls to the resource that waited. */
final class WakeUps implements Consumer<Waiter> {
  private final SimpleInboundEventSource<TenantDatabase> stores =
      new SimpleInboundEventSource<>("store-wake-ups");
  private final SimpleInboundEventSource<TenantDatabaseClass> classes =
      new SimpleInboundEventSource<>("class-wake-ups");

  SimpleInboundEventSource<TenantDatabase> stores() {
    return stores;
  }

  SimpleInboundEventSource<TenantDatabaseClass> classes() {
    return classes;
  }

  @Override
  public void accept(Waiter waiter) {
    switch (waiter.kind()) {
      case STORE -> stores.propagateEvent(new ResourceID(waiter.name(), waiter.namespace()));
      case CLASS, ORPHANS -> classes.propagateEvent(new ResourceID(waiter.name()));
    }
  }
}
