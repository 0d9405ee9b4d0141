package io.tenantdb.kubectl;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Binding;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.api.TenantDatabaseStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores as an operator leaves them. */
public final class Examples {
  /** When the tests look. */
  public static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static final String CREATED = "2026-11-27T10:00:00Z";
  private static final String CHANGED = "2026-11-27T11:00:00Z";

  private Examples() {}

  /** A store that no operator has seen. */
  public static TenantDatabase unseen(String name) {
    TenantDatabase store = new TenantDatabase();
    store.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("stores")
            .withUid("uid-" + name)
            .withGeneration(1L)
            .withCreationTimestamp(CREATED)
            .build());
    store.setSpec(
        new TenantDatabaseSpec(
            "7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f",
            "Acme \u001b[31mToys",
            null,
            "shared",
            null,
            null,
            null,
            null,
            null,
            null));
    return store;
  }

  /** A store whose Ready condition is this, with its schema stage not reached when it is not so. */
  public static TenantDatabase store(String name, Phase phase, Reason reason, String message) {
    boolean isReady = reason == Reason.AsDesired;
    return withStatus(
        name,
        phase,
        List.of(
            condition(ConditionType.Placed, "True", "AsDesired", "Placed."),
            condition(ConditionType.BranchReady, "True", "AsDesired", "There."),
            condition(ConditionType.SchemaReady, isReady ? "True" : "False", reason.name(), "."),
            condition(ConditionType.Ready, isReady ? "True" : "False", reason.name(), message)));
  }

  /** A store with these conditions. */
  public static TenantDatabase withStatus(
      String name, @Nullable Phase phase, List<Condition> conditions) {
    TenantDatabase store = unseen(name);
    store.setStatus(
        new TenantDatabaseStatus(
            1L,
            phase,
            "shared",
            "eu-central-1",
            new NeonLocation(
                "late-frost-12345678", null, "store-1", "br-cool-sun-1", null, null, null, null),
            new SchemaRef("store", "7"),
            null,
            new Binding(name + "-connection"),
            null,
            null,
            null,
            conditions));
    return store;
  }

  /** One condition, an hour old. */
  public static Condition condition(
      ConditionType type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type.name())
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(CHANGED)
        .build();
  }
}
