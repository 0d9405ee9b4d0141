package io.tenantdb.api;

/**
 * The reasons of conditions. Stable: alerts and scripts may rely on them. The condition's message
 * says what it means in the case at hand and what to do.
 */
public enum Reason {
  /** All is as it should be. */
  AsDesired,
  /** An earlier stage has to be done first. */
  Waiting,

  /** Another, older TenantDatabase owns the organization. */
  OrganizationClaimed,
  /** The class does not exist. */
  ClassMissing,
  /** No class is named and none is marked as default. */
  NoDefaultClass,
  /** The class is there but not ready to take stores. */
  ClassNotReady,
  /** The organization's database is in a project that the store's class does not name. */
  DatabaseElsewhere,
  /** No project of the class is in the region. */
  RegionNotOffered,
  /** Every project of the class in the region is full. */
  NoRoom,
  /** The schema, or the pinned version of it, is not one this operator has. */
  SchemaUnknown,

  /** The branch, or the project, is being made. */
  Creating,
  /** A change waits its turn: Neon takes one at a time in a project. */
  WaitingForTurn,
  /** Neon is carrying out a change. */
  Applying,
  /** The store's branch is gone from Neon; it is never replaced by an empty one. */
  BranchMissing,
  /** A branch of the store's name exists that this installation did not make. */
  BranchNotOurs,

  /** The schema is being applied. */
  Migrating,
  /** A migration failed; the message names it. */
  MigrationFailed,
  /** The database belongs to another organization, or to none though it was a store's. */
  WrongDatabase,
  /** The store's database is gone from its branch; it is never replaced by an empty one. */
  DatabaseMissing,
  /** The database can't be connected to at the moment. */
  DatabaseUnreachable,

  /** The credentials are being made. */
  Issuing,
  /** A Secret of the wanted name belongs to somebody else. */
  SecretNameTaken,
  /** Neon has no such login role; a person has to make it again. */
  RoleMissing,
  /** The password turned out to be the template's; a new one is made. */
  PasswordNotOwn,

  /** The API key's Secret is missing or has no such key. */
  KeyMissing,
  /** Neon rejects the API key. */
  KeyRejected,
  /** The keyring's Secret is missing or has no such key. */
  KeyringMissing,
  /** The keyring can't be read. */
  KeyringInvalid,
  /** A project of the class does not exist, or the key may not see it. */
  ProjectMissing,
  /** A template branch is being made or migrated. */
  TemplateNotReady,

  /** Neon could not be reached, so nothing is known and nothing was changed. */
  NeonUnreachable,
  /** Neon limits our requests for a moment. */
  NeonThrottled,
  /** Neon refused; unchanged the request will not succeed. */
  NeonRejected,
  /** The Neon plan has no room for it. */
  PlanLimitReached,
  /** A failure this operator did not foresee; its log has more. */
  InternalError,

  /** Suspended on request. */
  Suspended,
  /** The database is being deleted. */
  Deleting,
  /** The database can't be deleted yet; the message says why and how to go on. */
  DeletionBlocked,
  /**
   * More stores of the class are to be deleted than go without a person; nothing is taken away
   * until one allows it. The message says how.
   */
  DeletionHeld
}
