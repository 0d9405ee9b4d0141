import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { NotOpened, WrongStore } from '../../src/connection/errors.js';
import { prove, StorePool } from '../../src/connection/store-pool.js';

const ID = '6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401';
const OTHER = 'c0ffee00-1234-4321-abcd-000000000002';

function connectionTo(answer: () => { organization_id: string }[]) {
  const client = { on: () => client, query: async () => ({ rows: answer() }) };
  return client as unknown as pg.ClientBase;
}

function failing(code: string) {
  return connectionTo(() => {
    throw Object.assign(new Error('refused'), { code });
  });
}

test('the store’s own database passes', async () => {
  await prove(
    connectionTo(() => [{ organization_id: ID }]),
    ID,
  );
});

test('another store’s does not, nor does nobody’s', async () => {
  await assert.rejects(
    prove(
      connectionTo(() => [{ organization_id: OTHER }]),
      ID,
    ),
    WrongStore,
  );
  await assert.rejects(
    prove(
      connectionTo(() => []),
      ID,
    ),
    WrongStore,
  );
  await assert.rejects(prove(failing('42P01'), ID), WrongStore);
});

test('a connection that broke says nothing about whose it is', async () => {
  await assert.rejects(prove(failing('ECONNRESET'), ID), { code: 'ECONNRESET' });
});

test('what is no connection string is not repeated in the message', () => {
  for (const text of ['s3cr3t', 'https://a:s3cr3t@example.com/x', 'postgresql://u:s3cr3t%zz@h/d']) {
    assert.throws(
      () => new StorePool(ID, text),
      (error: Error) => error instanceof NotOpened && !error.message.includes('s3cr3t'),
    );
  }
});
