package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Binding;
import io.tenantdb.api.Compute;
import io.tenantdb.api.Intents;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status of a store while a pass writes it; lives as long as the pass. */
final class StatusDraft {
  @Nullable String className;
  @Nullable String region;
  NeonLocation neon;
  @Nullable SchemaRef schema;
  @Nullable Compute compute;
  @Nullable Binding binding;
  @Nullable Long sizeBytes;
  @Nullable String lastActiveTime;
  Intents intents;

  StatusDraft(TenantDatabaseStatus before) {
    className = before.className();
    region = before.region();
    neon = before.neon() == null ? NeonLocation.nowhere() : before.neon();
    schema = before.schema();
    compute = before.compute();
    binding = before.binding();
    sizeBytes = before.sizeBytes();
    lastActiveTime = before.lastActiveTime();
    intents = before.intents() == null ? Intents.none() : before.intents();
  }

  /** Whether the store's database once had its schema and identity, by status or Secret. */
  boolean wasWhole() {
    return schema != null || binding != null;
  }

  /** A project whose id is known need not be looked for. */
  private @Nullable Intents intentsLeft() {
    Intents left = neon.projectId() == null ? intents : intents.withoutProjectRequested();
    return left.equals(Intents.none()) ? null : left;
  }

  /** Of a store that was whole, schema and binding say that its branch holds data. */
  private @Nullable NeonLocation place() {
    NeonLocation place = wasWhole() ? neon.asTold() : neon;
    return place.equals(NeonLocation.nowhere()) ? null : place;
  }

  TenantDatabaseStatus finish(long generation, Phase phase, List<Condition> conditions) {
    return new TenantDatabaseStatus(
        generation,
        phase,
        className,
        region,
        place(),
        schema,
        compute,
        binding,
        sizeBytes,
        lastActiveTime,
        intentsLeft(),
        conditions);
  }
}
