package io.tenantdb.operator.fleet;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Compute;
import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Intake;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.PostgresDatabase;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.Template;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TenantDatabaseClass for tests; whatever is not said is left out, as a user would. */
public final class ClassSample {
  private final String name;
  private final List<ProjectPlace> projects = new ArrayList<>();
  private final List<ProjectStatus> ready = new ArrayList<>();
  private long generation = 1;
  private boolean isDefault;
  private Isolation isolation = Isolation.Branch;
  private SecretKeyRef apiKey = new SecretKeyRef("neon", null);
  private @Nullable String apiUrl;
  private @Nullable String defaultRegion;
  private @Nullable Template template;
  private @Nullable PostgresDatabase database;
  private @Nullable Compute compute;
  private @Nullable DeletionPolicy deletionPolicy;
  private @Nullable DeletionGuard deletionGuard;
  private @Nullable String intakeNamespace;
  private @Nullable SchemaRef schema;
  private final Map<String, String> annotations = new HashMap<>();
  private @Nullable TenantDatabaseClassStatus status;

  private ClassSample(String name) {
    this.name = name;
  }

  public static ClassSample tenantClass(String name) {
    return new ClassSample(name);
  }

  public ClassSample generation(long value) {
    generation = value;
    return this;
  }

  public ClassSample byDefault() {
    isDefault = true;
    return this;
  }

  public ClassSample isolation(Isolation value) {
    isolation = value;
    return this;
  }

  public ClassSample apiKey(@Nullable String url, String secretName, @Nullable String key) {
    apiUrl = url;
    apiKey = new SecretKeyRef(secretName, key);
    return this;
  }

  public ClassSample region(String value) {
    defaultRegion = value;
    return this;
  }

  /** A project that is not ready to take stores. */
  public ClassSample project(String id, String region, @Nullable Integer maxTenants) {
    projects.add(new ProjectPlace(id, region, maxTenants));
    return this;
  }

  /** A project that is ready to take stores. */
  public ClassSample readyProject(
      String id, String region, @Nullable Integer maxTenants, String templateBranchId) {
    return templateAt(id, templateBranchId, "6").project(id, region, maxTenants);
  }

  /** The status tells of a template in a project. */
  public ClassSample templateAt(String projectId, String branchId, String version) {
    ready.add(new ProjectStatus(projectId, branchId, version, null, true, null));
    return this;
  }

  public ClassSample template(@Nullable String branchName, @Nullable Boolean isProtected) {
    template = new Template(branchName, isProtected, null);
    return this;
  }

  public ClassSample acceptExistingData() {
    template = new Template(null, null, true);
    return this;
  }

  public ClassSample database(@Nullable String databaseName, @Nullable String ownerRole) {
    database = new PostgresDatabase(databaseName, ownerRole);
    return this;
  }

  public ClassSample compute(
      @Nullable Double minCu, @Nullable Double maxCu, @Nullable Integer timeout) {
    compute = new Compute(minCu, maxCu, timeout);
    return this;
  }

  public ClassSample deletionPolicy(DeletionPolicy value) {
    deletionPolicy = value;
    return this;
  }

  /** Takes stores in, in this namespace. */
  public ClassSample intake(String namespace) {
    intakeNamespace = namespace;
    return this;
  }

  public ClassSample deletionGuard(@Nullable Integer maxDeletions, @Nullable Integer seconds) {
    deletionGuard = new DeletionGuard(maxDeletions, seconds);
    return this;
  }

  public ClassSample annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public ClassSample schema(@Nullable String schemaName, @Nullable String version) {
    schema = new SchemaRef(schemaName, version);
    return this;
  }

  public ClassSample status(@Nullable TenantDatabaseClassStatus value) {
    status = value;
    return this;
  }

  public TenantDatabaseClass build() {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withUid("uid-of-class-" + name)
            .withGeneration(generation)
            .withAnnotations(annotations)
            .withCreationTimestamp("2026-11-23T08:00:00Z")
            .build());
    tenantClass.setSpec(
        new TenantDatabaseClassSpec(
            isDefault,
            isolation,
            new NeonAccount(apiUrl, null, apiKey),
            defaultRegion,
            projects,
            null,
            template,
            database,
            compute,
            deletionPolicy,
            deletionGuard,
            new Encryption(new SecretKeyRef("keyring", null)),
            schema,
            intakeNamespace == null ? null : new Intake(intakeNamespace)));
    tenantClass.setStatus(
        status == null && !ready.isEmpty()
            ? new TenantDatabaseClassStatus(generation, "6", ready, List.of(), List.of())
            : status);
    return tenantClass;
  }
}
