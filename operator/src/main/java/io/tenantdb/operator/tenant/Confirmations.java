package io.tenantdb.operator.tenant;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wakes a store whose deletion a person confirms; the framework does not for an annotation. */
final class Confirmations extends SimpleInboundEventSource<TenantDatabase>
    implements ResourceEventAware<TenantDatabase> {

  Confirmations() {
    super("confirmations");
  }

  @Override
  public void onResourceUpdated(TenantDatabase after, TenantDatabase before) {
    if (!Objects.equals(confirmed(after), confirmed(before))) {
      propagateEvent(ResourceID.fromResource(after));
    }
  }

  private static @Nullable String confirmed(TenantDatabase database) {
    var annotations = database.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(Annotations.CONFIRM_DELETION);
  }
}
