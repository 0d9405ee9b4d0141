package io.tenantdb.schema;

import java.time.Duration;

/** A migration that was applied, and how long it took. */
public record AppliedMigration(SchemaVersion version, String description, Duration duration) {}
