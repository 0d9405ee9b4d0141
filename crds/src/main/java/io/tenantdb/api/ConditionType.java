package io.tenantdb.api;

/**
 * The condition types of TenantDatabase, in the order in which a store passes them, and of
 * TenantDatabaseClass.
 */
public enum ConditionType {
  /** TenantDatabase: a class, a region and a Neon project are chosen. */
  Placed,
  /** TenantDatabase: the branch and its endpoint are there, with the settings asked for. */
  BranchReady,
  /** TenantDatabase: the schema is applied, the store seeded, its identity written. */
  SchemaReady,
  /** TenantDatabase: the store has credentials of its own, proven to work, in its Secret. */
  CredentialsReady,
  /** TenantDatabaseClass: Neon accepts the API key. */
  KeyAccepted,
  /** TenantDatabaseClass: the keyring is there and can seal. */
  KeyringReady,
  /** TenantDatabaseClass: every project has a template branch at the newest schema. */
  TemplatesReady,
  /** Sums up. */
  Ready
}
