import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NotOpened } from '../../src/connection/errors.js';
import { keysOf } from '../../src/connection/keyring.js';
import { openSealed } from '../../src/connection/sealed.js';

interface Vector {
  name: string;
  organizationId: string;
  jwe: string;
}

/** The operator's own vectors: what it seals is what has to open here, and nothing else. */
const VECTORS = new URL(
  '../../../../../sealing/src/test/resources/sealed-string-vectors.json',
  import.meta.url,
);
const { keyring, good, bad } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
  keyring: unknown;
  good: (Vector & { plain: string })[];
  bad: (Vector & { reason: string })[];
};
const findKey = keysOf(JSON.stringify(keyring));

for (const { name, organizationId, jwe, plain } of good) {
  test(`opens ${name}`, async () => {
    assert.equal(await openSealed(jwe, organizationId, findKey), plain);
  });
}

for (const { name, organizationId, jwe, reason } of bad) {
  test(`refuses ${name} (${reason})`, async () => {
    await assert.rejects(openSealed(jwe, organizationId, findKey), NotOpened);
  });
}
