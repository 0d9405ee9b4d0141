package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.registry.RegistryEntry.State;
import java.util.List;
import java.util.UUID;

/** Entries of example stores. */
final class Entries {
  static final List<SchemaMigration> TWO_MIGRATIONS =
      List.of(new SchemaMigration("store tables", "1"), new SchemaMigration("indexes", "2"));

  private Entries() {}

  static UUID organization(int number) {
    return new UUID(0xA000_4000L, 0x8000_0000_0000_0000L + number);
  }

  /** A store in use, on the branch {@code br-number}. */
  static RegistryEntry active(int number) {
    return onBranch(number, "br-" + number);
  }

  static RegistryEntry onBranch(int number, String branch) {
    return new RegistryEntry(
        organization(number),
        "shop-" + number,
        "project-1",
        branch,
        "ep-" + number,
        "sealed-" + number,
        "aws-eu-central-1",
        State.ACTIVE,
        null,
        5_000_000L,
        TWO_MIGRATIONS);
  }

  /** A store of which nothing exists yet. */
  static RegistryEntry provisioning(int number) {
    return new RegistryEntry(
        organization(number),
        null,
        null,
        null,
        null,
        null,
        "eu-central-1",
        State.PROVISIONING,
        "Creating: the branch is being made.",
        null,
        List.of());
  }

  /** A store that the database must refuse: in use, but nobody knows where. */
  static RegistryEntry impossible(int number) {
    return new RegistryEntry(
        organization(number),
        null,
        null,
        null,
        null,
        "sealed-secret-value",
        "eu-central-1",
        State.ACTIVE,
        null,
        null,
        List.of());
  }

  static RegistryEntry withMigrations(int number, List<SchemaMigration> migrations) {
    RegistryEntry entry = active(number);
    return new RegistryEntry(
        entry.organizationId(),
        entry.subdomain(),
        entry.projectId(),
        entry.branchId(),
        entry.endpointId(),
        entry.sealedConnectionString(),
        entry.region(),
        entry.state(),
        entry.message(),
        entry.sizeBytes(),
        migrations);
  }
}
