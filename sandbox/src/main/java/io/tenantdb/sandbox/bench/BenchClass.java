package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
    String projects =
        neon.projects().stream()
            .map(
                id ->
                    """
                    {"id":"%s","region":"%s","maxTenants":%d}"""
                        .formatted(id, NeonTerms.REGION, NeonTerms.STORES_A_PROJECT))
            .collect(Collectors.joining(","));
    String text =
        """
        {"apiVersion":"tenantdb.io/v1alpha1","kind":"TenantDatabaseClass","metadata":{"name":"%s"},
         "spec":{
          "neon":{"apiUrl":"%s","apiKeySecretRef":{"name":"%s"}},
          "defaultRegion":"%s",
          "projects":[%s],
          "deletionPolicy":"Delete",
          "encryption":{"keyringSecretRef":{"name":"%s"}}}}
        """
            .formatted(
                ResourceKind.CLASS,
                neon.apiUrl(),
                KEY_SECRET,
                NeonTerms.REGION,
                projects,
                KEYRING_SECRET);
    client.raw("/apis/tenantdb.io/v1alpha1/tenantdatabaseclasses", "POST", text);
  }

  void awaitReady() {
    resource().waitUntilCondition(BenchClass::isReady, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Changes the class in a way that means nothing to its stores; each is compared with it all the
   * same.
   */
  void touch() {
    boolean isDefault = Boolean.TRUE.equals(resource().require().getSpec().isDefault());
    resource()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"default\":%b}}".formatted(!isDefault));
  }

  /** Takes organizations in, into this namespace. */
  void takeIn(String namespace) {
    resource()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"intake\":{\"namespace\":\"%s\"}}}".formatted(namespace));
  }

  /** As a person who means it says to the fleet guard. */
  void allowDeletions(Instant until) {
    resource()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                .formatted(
                    Annotations.ALLOW_DELETIONS_UNTIL, until.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** For hollow branches; the class has to be Ready. */
  void shareIdentities() {
    NeonApi api = neon.api();
    for (String project : neon.projects()) {
      SharedIdentity.in(api, project, templateBranch(project));
    }
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

  private static boolean isReady(TenantDatabaseClass found) {
    return found != null
        && found.getStatus() != null
        && found.getStatus().conditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
