/** Why a store's database is not to be had. Messages name the store by its id and never hold a secret. */
export abstract class StoreUnavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** There is no such store, or this process has no right to it: the service doesn't say which. */
export class StoreNotFound extends StoreUnavailable {}

/** It is being made, suspended, deleted, or waits for a person; `detail` is what the service says of it. */
export class StoreNotReady extends StoreUnavailable {
  constructor(
    what: string,
    readonly detail: string,
  ) {
    super(`${what} is not ready: ${detail}`);
  }
}

/** The connection service does not answer, or not now. Pools that are open go on. */
export class ServiceAway extends StoreUnavailable {}

/** The service answers, but refuses this process's token or what it asked. Time does not mend it. */
export class ServiceRefused extends StoreUnavailable {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The sealed string does not open for this store with this keyring. */
export class NotOpened extends StoreUnavailable {}

/** The database does not answer in time. */
export class NotReached extends StoreUnavailable {}

/** The database refuses the password, and the service has no other. */
export class PasswordRefused extends StoreUnavailable {}

/** The database is another store's, or nobody's. Nothing was read from it. */
export class WrongStore extends StoreUnavailable {}
