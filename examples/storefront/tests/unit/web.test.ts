import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreNotFound } from '../../src/connection/errors.js';
import type { ConnectionService, NewTenant } from '../../src/connection/service.js';
import { priceText } from '../../src/web/catalog.js';
import { shopPage } from '../../src/web/pages/shop.js';
import { storefront } from '../../src/web/storefront.js';

const HOSTILE = `Robert'); DROP TABLE products;-- "O'Neil & Sons" <b>\${HOME}</b> <script>alert(1)</script>`;
const ID = '6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401';

class FakeService {
  readonly created: NewTenant[] = [];

  async findByHost(host: string): Promise<never> {
    throw new StoreNotFound(`A store at ${host} can't be found.`);
  }

  async create(store: NewTenant): Promise<void> {
    this.created.push(store);
  }

  async tenant(): Promise<never> {
    throw new StoreNotFound('not yet');
  }
}

async function site() {
  const service = new FakeService();
  const app = await storefront(service as unknown as ConnectionService, 'localhost');
  const send = (path: string, init: RequestInit & { host?: string } = {}) => {
    const host = init.host ?? 'localhost:3000';
    return app.request(`http://localhost:3000${path}`, { ...init, headers: { host, ...init.headers } });
  };
  const submit = (fields: Record<string, string>, headers: Record<string, string>) =>
    send('/admin/stores', { method: 'POST', body: new URLSearchParams({ id: ID, ...fields }), headers });
  return { service, send, submit };
}

const OUR_PAGE = { 'sec-fetch-site': 'same-origin' };

test('what a store is called is text', async () => {
  const store = { name: HOSTILE, locale: 'en', currency: 'EUR' };
  const product = { id: ID, name: HOSTILE, description: HOSTILE, price: '1.00', sku: HOSTILE };
  const page = String(await shopPage(ID, store, [product]));
  assert.ok(page.includes('&lt;script&gt;') && page.includes('&quot;O&#39;Neil &amp; Sons&quot;'));
  assert.ok(!page.includes('<b>') && !page.includes('<script>'));
});

test('prices are the store’s, whatever stands in its settings', () => {
  assert.equal(priceText('1234.50', { name: '', locale: 'en', currency: 'EUR' }), '€1,234.50');
  assert.equal(priceText('1234.50', { name: '', locale: 'no such', currency: '<b>' }), '1234.50 <b>');
});

test('a form of our own page makes a store and shows it', async () => {
  const { service, send, submit } = await site();
  const answer = await submit({ name: ` ${HOSTILE} `, subdomain: 'Bobby' }, OUR_PAGE);
  assert.equal(answer.status, 303);
  const [made] = service.created;
  assert.equal(made?.storeName, HOSTILE);
  assert.equal(made?.subdomain, 'bobby');
  const page = await (await send(answer.headers.get('location') ?? '')).text();
  assert.ok(page.includes('DROP TABLE products;--') && !page.includes('<b>'));
});

const STRANGERS: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { origin: 'https://example.com' },
  { origin: 'http://acme.localhost:3000' },
  { origin: 'null' },
  {},
];

test('the same form again, after its answer got lost, asks for the same store', async () => {
  const { service, submit } = await site();
  await submit({ name: 'A', subdomain: 'a' }, OUR_PAGE);
  service.findByHost = async () => ({ organizationId: ID }) as never;
  assert.equal((await submit({ name: 'A', subdomain: 'a' }, OUR_PAGE)).status, 303);
  assert.deepEqual(
    service.created.map(({ organizationId }) => organizationId),
    [ID, ID],
  );
});

test('a form of anybody else makes nothing', async () => {
  const { service, submit } = await site();
  for (const headers of STRANGERS) {
    assert.equal((await submit({ name: 'A', subdomain: 'a' }, headers)).status, 403);
  }
  assert.equal(service.created.length, 0);
});

test('a form that is wrong comes back with a remark', async () => {
  const { service, submit } = await site();
  for (const subdomain of ['', '-a', 'a.b', 'ä', "x'y"]) {
    assert.equal((await submit({ name: 'A', subdomain }, OUR_PAGE)).status, 422);
  }
  assert.equal(service.created.length, 0);
});

test('hosts that are nobody’s get a page of ours', async () => {
  const { send } = await site();
  for (const host of ['nobody.localhost:3000', 'example.com', '<script>']) {
    const answer = await send('/', { host });
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /There is no shop here/);
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  }
});

test('the admin page is not served under a shop’s name', async () => {
  const { send } = await site();
  assert.equal((await send('/admin/stores', { host: 'nobody.localhost:3000' })).status, 404);
});
