package io.tenantdb.schema;

import io.tenantdb.schema.DatabaseAddress.TlsMode;

/** A test's own database. */
record TenantDatabase(int port, String name) {

  DatabaseAddress address() {
    return new DatabaseAddress(
        "localhost", port, name, "neondb_owner", "owner-s3cr3t", TlsMode.DISABLED, false);
  }

  OwnerSession session() {
    return OwnerSession.open(address(), SessionLimits.defaults());
  }

  MigrationReport migrate(SchemaVersion target) {
    try (OwnerSession session = session()) {
      return new StoreMigrator(new StoreSchema()).migrate(session, target);
    }
  }

  /** Brings the database to the newest schema. */
  TenantDatabase migrated() {
    migrate(new StoreSchema().newest());
    return this;
  }

  Provisioned provision(StoreIdentity identity) {
    try (OwnerSession session = session()) {
      return new StoreMigrator(new StoreSchema()).provision(session, identity);
    }
  }

  Connect owner() {
    return new Connect(port, name, "neondb_owner");
  }

  Connect shop() {
    return new Connect(port, name, "store_app_1");
  }

  Connect superuser() {
    return new Connect(port, name, "postgres");
  }

  /** A copy with everything in it, as a branch is one. */
  TenantDatabase copy() {
    String copy = name + "_copy";
    new Connect(port, "postgres", "neondb_owner")
        .execute("CREATE DATABASE %s TEMPLATE %s".formatted(copy, name));
    return new TenantDatabase(port, copy);
  }
}
