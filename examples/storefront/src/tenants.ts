import type { QueryResult, QueryResultRow } from 'pg';
import {
  PasswordRefused,
  StoreNotFound,
  StoreNotReady,
  StoreUnavailable,
  WrongStore,
} from './connection/errors.js';
import { keysOfFile, type FindKey } from './connection/keyring.js';
import { openSealed } from './connection/sealed.js';
import { ConnectionService } from './connection/service.js';
import { StorePool } from './connection/store-pool.js';

/** One store's database. May be kept: it follows the store through changes of its password or place. */
export interface TenantDatabase {
  readonly organizationId: string;

  /**
   * Runs one statement; values go into `params`, never into the text.
   *
   * @throws StoreUnavailable when the database is not to be had; errors of the statement are pg's own
   */
  query<Row extends QueryResultRow>(sql: string, params?: unknown[]): Promise<QueryResult<Row>>;
}

/**
 * The database of a store, once the store's credentials are known. A connection is opened by the first query.
 *
 * @throws StoreUnavailable by its type: not found, not ready, service away, …
 */
export async function getTenantDatabase(organizationId: string): Promise<TenantDatabase> {
  return fromEnvironment().get(organizationId);
}

/** Forgets one store's credentials and closes its connections, or everybody's. Queries that run may finish. */
export function clearTenantCache(organizationId?: string): void {
  fromEnvironment().clear(organizationId);
}

let shared: TenantDatabases | undefined;

function fromEnvironment(): TenantDatabases {
  const folder = process.env['TENANTDB_SERVICE_DIR'];
  if (!folder) throw new Error('TENANTDB_SERVICE_DIR is not set, so there is no service to ask.');
  const keyring = keysOfFile(`${folder}/keyring.json`);
  return (shared ??= new TenantDatabases(new ConnectionService(folder), keyring));
}

const LIMITS = {
  /** More stores than this, and the one unused for longest is closed. */
  stores: 50,
  /** After this time the service is asked whether a store is still what and where it was. */
  recheckMillis: 60_000,
  /** How long "not to be had" is kept, so that a crowd at a missing store is one question. */
  absenceMillis: 1_000,
};

type Pool = Pick<StorePool, 'query' | 'close' | 'isClosed'>;

interface Known {
  sealed: string;
  pool: Pool;
  checkedAt: number;
}

/** What the two functions above stand on, with its parts given to it. */
export class TenantDatabases {
  /** The least recently used first. */
  readonly #known = new Map<string, Known>();
  readonly #asked = new Map<string, Promise<Known>>();
  readonly #absent = new Map<string, StoreUnavailable>();

  constructor(
    readonly service: Pick<ConnectionService, 'sealedString'>,
    readonly findKey: FindKey,
    readonly limits = LIMITS,
    readonly openPool: (id: string, connectionString: string) => Pool = (...of) => new StorePool(...of),
  ) {}

  async get(organizationId: string): Promise<TenantDatabase> {
    // Ids are compared as text, with what is sealed and with what the database says.
    const id = organizationId.toLowerCase();
    await this.#find(id);
    return {
      organizationId: id,
      query: (sql, params = []) => this.#query(id, sql, params),
    };
  }

  clear(organizationId?: string): void {
    const ids = organizationId ? [organizationId.toLowerCase()] : this.#everyId();
    for (const id of ids) {
      this.#asked.delete(id);
      this.#absent.delete(id);
      this.#forget(id);
    }
  }

  async #query<Row extends QueryResultRow>(
    id: string,
    sql: string,
    params: unknown[],
  ): Promise<QueryResult<Row>> {
    let refused: Known | undefined;
    for (;;) {
      const known = await this.#find(id);
      // Closed by somebody else between the look-up and now.
      if (known.pool.isClosed) continue;
      try {
        return await known.pool.query<Row>(sql, params);
      } catch (error) {
        if (!(error instanceof PasswordRefused || error instanceof WrongStore)) throw error;
        this.#forget(id, known);
        const isRenewed = error instanceof PasswordRefused && !refused && (await this.#isRenewed(id, known));
        if (!isRenewed) throw this.#keepAbsence(id, error);
        refused = known;
      }
    }
  }

  /** Whether the service has another string than the one whose password was refused. */
  async #isRenewed(id: string, refused: Known): Promise<boolean> {
    const known = await this.#find(id);
    if (known.sealed !== refused.sealed) return true;
    this.#forget(id, known);
    return false;
  }

  /** What is known of a store; else the service is asked, once however many wait. */
  async #find(id: string): Promise<Known> {
    const known = this.#known.get(id);
    if (!known) return this.#ask(id);
    this.#touch(id, known);
    if (Date.now() - known.checkedAt > this.limits.recheckMillis) this.#recheck(id, known);
    return known;
  }

  #ask(id: string): Promise<Known> {
    const absent = this.#absent.get(id);
    if (absent) return Promise.reject(absent);
    return this.#asked.get(id) ?? this.#remember(id, this.#open(id));
  }

  #remember(id: string, opening: Promise<Known>): Promise<Known> {
    this.#asked.set(id, opening);
    const isStillWanted = () => this.#asked.get(id) === opening && this.#asked.delete(id);
    opening.then(
      (known) => isStillWanted() && this.#keep(id, known),
      (error: unknown) => isStillWanted() && this.#keepAbsence(id, error),
    );
    return opening;
  }

  async #open(id: string): Promise<Known> {
    const sealed = await this.service.sealedString(id);
    const pool = this.openPool(id, await openSealed(sealed, id, this.findKey));
    return { sealed, pool, checkedAt: Date.now() };
  }

  #keep(id: string, known: Known): void {
    this.#known.set(id, known);
    const [eldest] = this.#known.keys();
    if (this.#known.size > this.limits.stores && eldest) this.#forget(eldest);
  }

  #keepAbsence(id: string, error: unknown): unknown {
    if (error instanceof StoreUnavailable) {
      this.#absent.set(id, error);
      setTimeout(() => this.#absent.delete(id), this.limits.absenceMillis).unref();
    }
    return error;
  }

  #touch(id: string, known: Known): void {
    this.#known.delete(id);
    this.#known.set(id, known);
  }

  /** In the background: nobody waits for it, and when the service is away what is known stays good. */
  #recheck(id: string, known: Known): void {
    known.checkedAt = Date.now();
    this.service.sealedString(id).then(
      (sealed) => sealed === known.sealed || this.#forget(id, known),
      (error: unknown) => isGone(error) && this.#forget(id, known),
    );
  }

  /** Forgets a store, or only if what is known is still this. */
  #forget(id: string, only?: Known): void {
    const known = this.#known.get(id);
    if (!known || (only && only !== known)) return;
    this.#known.delete(id);
    known.pool.close();
  }

  #everyId(): string[] {
    return [...this.#known.keys(), ...this.#asked.keys(), ...this.#absent.keys()];
  }
}

function isGone(error: unknown): boolean {
  return error instanceof StoreNotFound || error instanceof StoreNotReady;
}
