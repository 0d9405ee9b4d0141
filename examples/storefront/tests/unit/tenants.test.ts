import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { CompactEncrypt } from 'jose';
import {
  NotOpened,
  PasswordRefused,
  StoreNotFound,
  StoreNotReady,
  WrongStore,
} from '../../src/connection/errors.js';
import { TenantDatabases } from '../../src/tenants.js';

const A = '6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401';
const B = 'c0ffee00-1234-4321-abcd-000000000002';
const C = '2b6f0cc9-04d1-4e7a-8f3b-5c1d9a7e6f20';
const KEY = randomBytes(32);
const LIMITS = { stores: 2, recheckMillis: 60_000, absenceMillis: 20 };

function seal(organizationId: string, plain: string): Promise<string> {
  const header = { alg: 'dir', enc: 'A256GCM', kid: 'k', organization_id: organizationId };
  return new CompactEncrypt(new TextEncoder().encode(plain)).setProtectedHeader(header).encrypt(KEY);
}

/** A service, and databases that take the password which is right at the moment. */
class World {
  readonly sealed = new Map<string, string>();
  readonly passwords = new Map<string, string>();
  readonly opened: { id: string; isClosed: boolean }[] = [];
  asked = 0;
  refuseWith: Error | undefined;

  databases(limits = LIMITS): TenantDatabases {
    return new TenantDatabases(
      this,
      async () => KEY,
      limits,
      (id, password) => this.#pool(id, password),
    );
  }

  async add(id: string, password: string): Promise<void> {
    this.sealed.set(id, await seal(id, password));
    this.passwords.set(id, password);
  }

  async sealedString(id: string): Promise<string> {
    this.asked++;
    await sleep(5);
    if (this.refuseWith) throw this.refuseWith;
    const sealed = this.sealed.get(id);
    if (!sealed) throw new StoreNotFound(id);
    return sealed;
  }

  #pool(id: string, password: string) {
    const pool = {
      id,
      isClosed: false,
      close: () => void (pool.isClosed = true),
      query: async () => {
        if (password !== this.passwords.get(id)) throw new PasswordRefused(id);
        return { rows: [{ id }] } as never;
      },
    };
    this.opened.push(pool);
    return pool;
  }
}

async function worldOf(...ids: string[]): Promise<World> {
  const world = new World();
  for (const id of ids) await world.add(id, 'first');
  return world;
}

test('many who want one store are one question', async () => {
  const world = await worldOf(A);
  const databases = world.databases();
  const found = await Promise.all(Array.from({ length: 50 }, () => databases.get(A)));
  await Promise.all(found.map((database) => database.query('select')));
  assert.equal(world.asked, 1);
  assert.equal(world.opened.length, 1);
});

test('an id in capitals is the same store', async () => {
  const world = await worldOf(A);
  assert.equal((await world.databases().get(A.toUpperCase())).organizationId, A);
});

test('an absence is kept for a moment, not for longer', async () => {
  const world = await worldOf();
  const databases = world.databases();
  await Promise.all([1, 2, 3].map(() => assert.rejects(databases.get(A), StoreNotFound)));
  await assert.rejects(databases.get(A), StoreNotFound);
  assert.equal(world.asked, 1);
  await world.add(A, 'first');
  await sleep(40);
  await databases.get(A);
});

test('a string sealed for another store is not opened', async () => {
  const world = await worldOf(A, B);
  world.sealed.set(A, world.sealed.get(B) ?? '');
  await assert.rejects(world.databases().get(A), NotOpened);
  assert.equal(world.opened.length, 0);
});

test('a changed password is fetched, and no query fails', async () => {
  const world = await worldOf(A);
  const database = await world.databases().get(A);
  await database.query('select');
  await world.add(A, 'second');
  await Promise.all([1, 2, 3].map(() => database.query('select')));
  assert.equal(world.asked, 2);
  assert.deepEqual(
    world.opened.map(({ isClosed }) => isClosed),
    [true, false],
  );
});

test('a refused password that is the newest is told, and not tried by everybody', async () => {
  const world = await worldOf(A);
  const database = await world.databases().get(A);
  world.passwords.set(A, 'another');
  for (let i = 0; i < 5; i++) await assert.rejects(database.query('select'), PasswordRefused);
  assert.equal(world.asked, 2);
});

test('a database of another store is left at once', async () => {
  const world = await worldOf(A);
  const databases = new TenantDatabases(
    world,
    async () => KEY,
    LIMITS,
    () => ({
      isClosed: false,
      close: () => {},
      query: async () => {
        throw new WrongStore(A);
      },
    }),
  );
  const database = await databases.get(A);
  for (let i = 0; i < 5; i++) await assert.rejects(database.query('select'), WrongStore);
  assert.equal(world.asked, 1);
});

test('the store unused for longest is closed', async () => {
  const world = await worldOf(A, B, C);
  const databases = world.databases();
  await databases.get(A);
  await databases.get(B);
  await databases.get(A);
  await databases.get(C);
  const closed = world.opened.filter(({ isClosed }) => isClosed).map(({ id }) => id);
  assert.deepEqual(closed, [B]);
});

test('clearing forgets one store or all, also what is being asked', async () => {
  const world = await worldOf(A, B);
  const databases = world.databases();
  const kept = await databases.get(A);
  await databases.get(B);
  databases.clear(A);
  assert.deepEqual(
    world.opened.map(({ id, isClosed }) => [id, isClosed]),
    [
      [A, true],
      [B, false],
    ],
  );
  const asking = kept.query('select');
  databases.clear();
  await asking;
  await kept.query('select');
  assert.equal(world.asked, 4);
});

test('a suspended store is let go within the time of a recheck, a service away changes nothing', async () => {
  const world = await worldOf(A);
  const databases = world.databases({ ...LIMITS, recheckMillis: -1 });
  const database = await databases.get(A);
  world.refuseWith = new Error('the service is away');
  await database.query('select');
  await sleep(15);
  assert.equal(world.opened[0]?.isClosed, false);
  world.refuseWith = new StoreNotReady(A, 'suspended');
  await database.query('select');
  await sleep(15);
  await assert.rejects(database.query('select'), StoreNotReady);
  assert.equal(world.opened[0]?.isClosed, true);
});
