package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One class of a test's world, as the platform's people use it. */
final class Classes {
  private final StoreWorld world;
  private final String name;

  Classes(StoreWorld world, String name) {
    this.world = world;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Applies the class with {@link ClassTerms#usual()}. */
  Classes apply() {
    return apply(ClassTerms.usual());
  }

  Classes apply(ClassTerms terms) {
    return apply(terms, Map.of());
  }

  /** Applies the terms with other fields of the spec beside them. */
  Classes apply(ClassTerms terms, Map<String, Object> others) {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(new ObjectMetaBuilder().withName(name).build());
    Map<String, Object> spec = new HashMap<>(asMap(terms.spec(world.neon().baseUrl())));
    spec.putAll(others);
    KubernetesSerialization serialization = world.client().getKubernetesSerialization();
    tenantClass.setSpec(serialization.convertValue(spec, TenantDatabaseClassSpec.class));
    world.client().resource(tenantClass).forceConflicts().serverSideApply();
    return this;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> asMap(TenantDatabaseClassSpec spec) {
    return world.client().getKubernetesSerialization().convertValue(spec, Map.class);
  }

  TenantDatabaseClass get() {
    return world.client().resources(TenantDatabaseClass.class).withName(name).require();
  }

  /** Waits until stores can be made. */
  Classes awaitReady() {
    awaitCondition("True", Reason.AsDesired);
    return this;
  }

  /** Waits until the Ready condition says this of the spec as it is; returns its message. */
  String awaitCondition(String status, Reason reason) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () -> {
              TenantDatabaseClass tenantClass = get();
              Condition ready = ready(tenantClass);
              assertThat(ready.getStatus() + " " + ready.getReason() + " " + ready.getMessage())
                  .startsWith(status + " " + reason);
              assertThat(ready.getObservedGeneration())
                  .isEqualTo(tenantClass.getMetadata().getGeneration());
            });
    return ready(get()).getMessage();
  }

  /** The id of the template branch in the world's project; null when there is none. */
  @Nullable String templateBranch() {
    return status(get()).projects().stream()
        .filter(project -> project.id().equals(StoreWorld.PROJECT))
        .map(ProjectStatus::templateBranchId)
        .findFirst()
        .orElse(null);
  }

  void delete() {
    world.client().resources(TenantDatabaseClass.class).withName(name).delete();
  }

  private static Condition ready(TenantDatabaseClass tenantClass) {
    List<Condition> conditions = status(tenantClass).conditions();
    return conditions.stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .orElseGet(Condition::new);
  }

  private static TenantDatabaseClassStatus status(TenantDatabaseClass tenantClass) {
    return Optional.ofNullable(tenantClass.getStatus()).orElse(TenantDatabaseClassStatus.empty());
  }
}
