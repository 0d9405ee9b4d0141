package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The class of all stores: every project of the account, and deleted stores are gone for good. */
final class BenchClass {
  static final String KEY_SECRET = "neon-api-key";
  static final String KEYRING_SECRET = "keyring";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final BenchNeon neon;

  BenchClass(KubernetesClient client, BenchNeon neon) {
    this.client = client;
    this.neon = neon;
  }

  void create() {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(new ObjectMetaBuilder().withName(ResourceKind.CLASS).build());
    tenantClass.setSpec(spec(false));
    client.resource(tenantClass).create();
  }

  void awaitReady() {
    resource().waitUntilCondition(BenchClass::isReady, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Changes the class in a way that means nothing to its stores; each is looked at all the same.
   */
  void touch() {
    resource()
        .edit(
            found -> {
              found.setSpec(spec(!Boolean.TRUE.equals(found.getSpec().isDefault())));
              return found;
            });
  }

  /** The id of the branch that stores in this project are copied from. */
  String templateBranch(String projectId) {
    return neon.api().branches(projectId).stream()
        .filter(branch -> branch.name().equals("tenant-template"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Resource<TenantDatabaseClass> resource() {
    return client.resources(TenantDatabaseClass.class).withName(ResourceKind.CLASS);
  }

  private TenantDatabaseClassSpec spec(boolean isDefault) {
    return new TenantDatabaseClassSpec(
        isDefault,
        Isolation.Branch,
        new NeonAccount(neon.apiUrl().toString(), null, new SecretKeyRef(KEY_SECRET, null)),
        NeonTerms.REGION,
        neon.projects().stream()
            .map(id -> new ProjectPlace(id, NeonTerms.REGION, NeonTerms.STORES_A_PROJECT))
            .toList(),
        null,
        null,
        null,
        null,
        DeletionPolicy.Delete,
        new Encryption(new SecretKeyRef(KEYRING_SECRET, null)),
        null);
  }

  private static boolean isReady(TenantDatabaseClass found) {
    return found != null
        && found.getStatus() != null
        && found.getStatus().conditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
