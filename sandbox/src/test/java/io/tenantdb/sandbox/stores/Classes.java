package io.tenantdb.sandbox.stores;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import java.util.List;

/** The class of a test's world. */
final class Classes {
  private final StoreWorld world;

  Classes(StoreWorld world) {
    this.world = world;
  }

  /** Applies the class with isolation Branch and room for 100 stores. */
  void apply() {
    apply(100);
  }

  void apply(int maxTenants) {
    apply(
        spec(
            Isolation.Branch,
            List.of(new ProjectPlace(StoreWorld.PROJECT, "eu-central-1", maxTenants))));
  }

  /** Applies the class with a Neon project for each store. */
  void applyProjectIsolation() {
    apply(spec(Isolation.Project, List.of()));
  }

  void apply(TenantDatabaseClassSpec spec) {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(new ObjectMetaBuilder().withName(world.className()).build());
    tenantClass.setSpec(spec);
    world.client().resource(tenantClass).forceConflicts().serverSideApply();
  }

  TenantDatabaseClass get() {
    return world
        .client()
        .resources(TenantDatabaseClass.class)
        .withName(world.className())
        .require();
  }

  void deleteAll() {
    world.client().resources(TenantDatabaseClass.class).withName(world.className()).delete();
  }

  private TenantDatabaseClassSpec spec(Isolation isolation, List<ProjectPlace> projects) {
    return new TenantDatabaseClassSpec(
        false,
        isolation,
        new NeonAccount(
            world.neon().baseUrl().toString(), null, new SecretKeyRef(StoreWorld.KEY_SECRET, null)),
        "eu-central-1",
        projects,
        null,
        null,
        null,
        null,
        null,
        new Encryption(new SecretKeyRef(StoreWorld.KEYRING_SECRET, null)),
        null);
  }
}
