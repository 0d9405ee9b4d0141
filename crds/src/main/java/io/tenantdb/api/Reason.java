package io.tenantdb.api;

/**
 * The reasons of conditions. Stable: alerts and scripts may rely on them. The condition's message
 * says what it means in the case at hand and what to do.
 */
public enum Reason {
  /** All is as it should be. */
  AsDesired(Awaits.NOTHING),
  /** An earlier stage has to be done first. */
  Waiting(Awaits.TIME),

  /** Another, older TenantDatabase owns the organization. */
  OrganizationClaimed(Awaits.PERSON),
  /** The class does not exist. */
  ClassMissing(Awaits.PERSON),
  /** No class is named and none is marked as default. */
  NoDefaultClass(Awaits.PERSON),
  /** The class is there but not ready to take stores. */
  ClassNotReady(Awaits.TIME),
  /** The organization's database is in a project that the store's class does not name. */
  DatabaseElsewhere(Awaits.PERSON),
  /** No project of the class is in the region. */
  RegionNotOffered(Awaits.PERSON),
  /** Every project of the class in the region is full. */
  NoRoom(Awaits.PERSON),
  /** The schema, or the pinned version of it, is not one this operator has. */
  SchemaUnknown(Awaits.PERSON),

  /** The branch, or the project, is being made. */
  Creating(Awaits.TIME),
  /** A change waits its turn: Neon takes one at a time in a project. */
  WaitingForTurn(Awaits.TIME),
  /** Neon is carrying out a change. */
  Applying(Awaits.TIME),
  /** The store's branch is gone from Neon; it is never replaced by an empty one. */
  BranchMissing(Awaits.PERSON),
  /** A branch of the store's name exists that this installation did not make. */
  BranchNotOurs(Awaits.PERSON),

  /** A migration failed; the message names it. */
  MigrationFailed(Awaits.PERSON),
  /** The database belongs to another organization, or to none though it was a store's. */
  WrongDatabase(Awaits.PERSON),
  /** The store's database is gone from its branch; it is never replaced by an empty one. */
  DatabaseMissing(Awaits.PERSON),
  /** The database can't be connected to at the moment. */
  DatabaseUnreachable(Awaits.TIME),

  /** The credentials are being made. */
  Issuing(Awaits.TIME),
  /** A Secret of the wanted name belongs to somebody else. */
  SecretNameTaken(Awaits.PERSON),
  /** Neon has no such login role; a person has to make it again. */
  RoleMissing(Awaits.PERSON),
  /** The password turned out to be the template's; a new one is made. */
  PasswordNotOwn(Awaits.TIME),

  /** The API key's Secret is missing or has no such key. */
  KeyMissing(Awaits.PERSON),
  /** Neon rejects the API key. */
  KeyRejected(Awaits.PERSON),
  /** The keyring's Secret is missing or has no such key. */
  KeyringMissing(Awaits.PERSON),
  /** The keyring can't be read. */
  KeyringInvalid(Awaits.PERSON),
  /** A template branch is being made or migrated. */
  TemplateNotReady(Awaits.TIME),

  /** Neon could not be reached, so nothing is known and nothing was changed. */
  NeonUnreachable(Awaits.TIME),
  /** Neon limits our requests for a moment. */
  NeonThrottled(Awaits.TIME),
  /** Neon refused; unchanged the request will not succeed. */
  NeonRejected(Awaits.PERSON),
  /** The Neon plan has no room for it. */
  PlanLimitReached(Awaits.PERSON),
  /** A failure this operator did not foresee; its log has more. */
  InternalError(Awaits.PERSON),

  /** Suspended on request. */
  Suspended(Awaits.NOTHING),
  /** The database is being deleted. */
  Deleting(Awaits.TIME),
  /** The database can't be deleted yet; the message says why and how to go on. */
  DeletionBlocked(Awaits.PERSON),
  /**
   * More stores of the class are to be deleted than go without a person; nothing is taken away
   * until one allows it. The message says how.
   */
  DeletionHeld(Awaits.PERSON);

  /** What a resource with a reason waits for. */
  public enum Awaits {
    /** Nothing: it is as it was asked for. */
    NOTHING,
    /** It goes on by itself, or as soon as something outside, such as Neon, is well again. */
    TIME,
    /** Nothing changes until a person does something; the condition's message says what. */
    PERSON
  }

  private final Awaits awaits;

  Reason(Awaits awaits) {
    this.awaits = awaits;
  }

  /** What a resource waits for whose {@code Ready} condition has this reason. */
  public Awaits awaits() {
    return awaits;
  }
}
