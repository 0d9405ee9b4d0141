import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { ServiceAway } from '../../src/connection/errors.js';
import type { Tenant } from '../../src/connection/service.js';
import { Progress, snapshotOf, type Snapshot } from '../../src/web/progress.js';

const BEGUN: Tenant = {
  organizationId: '6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401',
  storeName: 'A',
  status: 'provisioning',
  conditions: [
    { type: 'Placed', status: 'True' },
    { type: 'Ready', status: 'False' },
    { type: 'SomethingNew', status: 'Unknown' },
  ],
};

test('the first step that is not done is the one at work', () => {
  const states = snapshotOf(BEGUN).steps.map(({ state }) => state);
  assert.deepEqual(states, ['done', 'working', 'waiting', 'waiting', 'waiting']);
});

test('a store whose conditions are made anew is not ready until the service says so', () => {
  const conditions = [{ type: 'Ready', status: 'True' as const }];
  assert.equal(snapshotOf({ status: 'provisioning', conditions }).isReady, false);
});

test('all who watch share one poll, and it ends with the last of them', async () => {
  let asked = 0;
  const progress = new Progress({ tenant: async () => (asked++, BEGUN) });
  const stops = Array.from({ length: 20 }, () => progress.watch('a', () => {}));
  await sleep(100);
  assert.equal(asked, 1);
  stops.forEach((stop) => stop());
  await sleep(1_000);
  assert.equal(asked, 1);
});

test('a service that is away is a note, and the steps stay', async () => {
  const seen: Snapshot[] = [];
  let isAway = false;
  const progress = new Progress({
    tenant: async () => {
      if (isAway) throw new ServiceAway('The service is away.');
      isAway = true;
      return BEGUN;
    },
  });
  const stop = progress.watch('a', (snapshot) => seen.push(snapshot));
  await sleep(1_000);
  stop();
  assert.equal(seen.at(-1)?.note, 'The service is away.');
  assert.equal(seen.at(-1)?.steps[0]?.state, 'done');
});
