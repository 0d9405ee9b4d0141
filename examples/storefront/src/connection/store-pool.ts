import pg from 'pg';
import { NotOpened, NotReached, PasswordRefused, WrongStore } from './errors.js';

const CONNECTIONS = 4;
const IDLE_MILLIS = 10_000;
/** A sleeping database needs about a second to wake up. */
const CONNECT_MILLIS = 15_000;
const QUERY_MILLIS = 30_000;

const INVALID_PASSWORD = '28P01';

/** What PostgreSQL says when the identity isn't there or isn't to be read. */
const NO_IDENTITY = new Set(['42P01', '3F000', '42501']);

/** Connections with one store's credentials; each is proven to be the store's before anybody gets it. */
export class StorePool {
  readonly #pool: pg.Pool;
  #inUse = 0;
  #isClosed = false;

  /** @param connectionString such as `postgresql://user:password@host[:port]/database` */
  constructor(
    readonly organizationId: string,
    connectionString: string,
  ) {
    this.#pool = new pg.Pool({
      ...addressOf(connectionString, organizationId),
      // Strings say sslmode=require, which means any certificate. Here it has to be the server's own.
      ssl: true,
      enableChannelBinding: true,
      // Idle connections are closed, so that a store nobody visits can sleep.
      min: 0,
      max: CONNECTIONS,
      idleTimeoutMillis: IDLE_MILLIS,
      connectionTimeoutMillis: CONNECT_MILLIS,
      query_timeout: QUERY_MILLIS,
      // The pool waits for this promise, and drops the connection when it is rejected.
      onConnect: (client) => prove(client, organizationId),
    });
    // An idle connection was closed by the other side: a store went to sleep. The pool has dropped it already.
    this.#pool.on('error', () => {});
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** One statement on one connection. Not prepared by name: the pooler gives each transaction another session. */
  async query<Row extends pg.QueryResultRow>(sql: string, params: unknown[]): Promise<pg.QueryResult<Row>> {
    this.#inUse++;
    try {
      const client = await this.#connect();
      try {
        const result = await client.query<Row>(sql, params);
        client.release();
        return result;
      } catch (error) {
        // After an error of the statement the connection is good, after any other nobody knows.
        client.release(!(error instanceof pg.DatabaseError));
        throw error;
      }
    } finally {
      this.#inUse--;
      this.#endWhenUnused();
    }
  }

  /** Takes no more queries from those who look at {@link isClosed}; those that run are not cut off. */
  close(): void {
    this.#isClosed = true;
    this.#endWhenUnused();
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      if (error instanceof WrongStore) throw error;
      if (codeOf(error) === INVALID_PASSWORD) {
        throw new PasswordRefused(`The database of ${this.organizationId} refuses the password.`);
      }
      throw new NotReached(`The database of ${this.organizationId} is not reached: ${codeOf(error)}`);
    }
  }

  #endWhenUnused(): void {
    if (this.#isClosed && this.#inUse === 0 && !this.#pool.ending) void this.#pool.end();
  }
}

/** Lets a connection pass only if its database says that it is this store's. */
export async function prove(
  client: Pick<pg.ClientBase, 'on' | 'query'>,
  organizationId: string,
): Promise<void> {
  // Without a listener, a connection that breaks while it is lent out would end the process.
  client.on('error', () => {});
  if ((await identityIn(client)) !== organizationId) {
    throw new WrongStore(`The credentials of ${organizationId} led to a database that is not its own.`);
  }
}

async function identityIn(client: Pick<pg.ClientBase, 'query'>): Promise<string | undefined> {
  try {
    const sql = 'select organization_id from tenantdb.identity';
    const { rows } = await client.query<{ organization_id: string }>(sql);
    return rows[0]?.organization_id;
  } catch (error) {
    if (NO_IDENTITY.has(codeOf(error))) return undefined;
    throw error;
  }
}

function addressOf(connectionString: string, organizationId: string): pg.PoolConfig {
  try {
    const url = new URL(connectionString);
    if (!/^postgres(ql)?:$/.test(url.protocol) || !url.hostname) throw new Error('not of PostgreSQL');
    return {
      host: url.hostname,
      port: Number(url.port || 5432),
      database: decodeURIComponent(url.pathname.slice(1)),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
  } catch {
    // What URL throws has the string in it.
    throw new NotOpened(`What ${organizationId}'s sealed string holds is no connection string.`);
  }
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
