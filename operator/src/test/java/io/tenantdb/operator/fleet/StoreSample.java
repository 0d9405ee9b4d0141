package io.tenantdb.operator.fleet;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.api.TenantDatabaseStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TenantDatabase for tests; whatever is not said is left out, as a user would. */
public final class StoreSample {
  public static final String ORGANIZATION = "7b6f2c1e-0000-4000-8000-000000000001";

  private final String name;
  private String uid;
  private String createdAt = "2026-11-23T09:00:00Z";
  private long generation = 1;
  private String organizationId = ORGANIZATION;
  private @Nullable String subdomain;
  private @Nullable String className;
  private @Nullable String region;
  private @Nullable Compute compute;
  private @Nullable SchemaRef schema;
  private @Nullable ConnectionSecret secret;
  private @Nullable DeletionPolicy deletionPolicy;
  private @Nullable Boolean suspended;
  private @Nullable TenantDatabaseStatus status;
  private @Nullable String deletedAt;
  private final Map<String, String> annotations = new HashMap<>();

  private StoreSample(String name) {
    this.name = name;
    this.uid = "uid-of-" + name;
  }

  public static StoreSample store(String name) {
    return new StoreSample(name);
  }

  /** The same store, as it would be after a user edits its spec. */
  public static StoreSample edit(TenantDatabase database) {
    TenantDatabaseSpec spec = database.getSpec();
    StoreSample sample = store(database.getMetadata().getName());
    sample.uid = database.getMetadata().getUid();
    sample.createdAt = database.getMetadata().getCreationTimestamp();
    sample.generation = database.getMetadata().getGeneration() + 1;
    sample.organizationId = spec.organizationId();
    sample.subdomain = spec.subdomain();
    sample.className = spec.className();
    sample.region = spec.region();
    sample.compute = spec.compute();
    sample.schema = spec.schema();
    sample.secret = spec.connectionSecret();
    sample.deletionPolicy = spec.deletionPolicy();
    sample.suspended = spec.suspended();
    sample.status = database.getStatus();
    sample.deletedAt = database.getMetadata().getDeletionTimestamp();
    sample.annotations.putAll(database.getMetadata().getAnnotations());
    return sample;
  }

  public StoreSample uid(String value) {
    uid = value;
    return this;
  }

  public StoreSample createdAt(String value) {
    createdAt = value;
    return this;
  }

  public StoreSample organization(String value) {
    organizationId = value;
    return this;
  }

  public StoreSample ofClass(String value) {
    className = value;
    return this;
  }

  public StoreSample region(String value) {
    region = value;
    return this;
  }

  public StoreSample compute(
      @Nullable Double minCu, @Nullable Double maxCu, @Nullable Integer timeout) {
    compute = new Compute(minCu, maxCu, timeout);
    return this;
  }

  public StoreSample schema(@Nullable String schemaName, @Nullable String version) {
    schema = new SchemaRef(schemaName, version);
    return this;
  }

  public StoreSample secret(String secretName, ConnectionSecret.Format format) {
    secret = new ConnectionSecret(secretName, format);
    return this;
  }

  public StoreSample deletionPolicy(DeletionPolicy value) {
    deletionPolicy = value;
    return this;
  }

  public StoreSample servedUnder(@Nullable String value) {
    subdomain = value;
    return this;
  }

  public StoreSample suspended(boolean value) {
    suspended = value;
    return this;
  }

  /** Somebody deleted it; its finalizer keeps it. */
  public StoreSample deletedAt(Instant time) {
    deletedAt = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return this;
  }

  public StoreSample annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public StoreSample status(@Nullable TenantDatabaseStatus value) {
    status = value;
    return this;
  }

  public TenantDatabase build() {
    TenantDatabase database = new TenantDatabase();
    database.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shops")
            .withName(name)
            .withUid(uid)
            .withGeneration(generation)
            .withCreationTimestamp(createdAt)
            .withDeletionTimestamp(deletedAt)
            .withAnnotations(annotations)
            .build());
    database.setSpec(
        new TenantDatabaseSpec(
            organizationId,
            name.toUpperCase(Locale.ROOT) + " & Sons",
            subdomain,
            className,
            region,
            compute,
            schema,
            secret,
            deletionPolicy,
            suspended));
    database.setStatus(status);
    return database;
  }
}
