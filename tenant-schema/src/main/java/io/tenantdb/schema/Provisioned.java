package io.tenantdb.schema;

import java.time.Instant;

/**
 * A database that is a store's.
 *
 * @param provisionedAt when it became so, by the database's clock
 * @param seeded whether the store's own seed data was written now; false whenever it had been
 *     before
 */
public record Provisioned(StoreIdentity identity, Instant provisionedAt, boolean seeded) {}
