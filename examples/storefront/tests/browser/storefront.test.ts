import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { NotOpened, ServiceAway, StoreNotFound, WrongStore } from '../../src/connection/errors.js';
import { keysOfFile } from '../../src/connection/keyring.js';
import { openSealed } from '../../src/connection/sealed.js';
import { ConnectionService } from '../../src/connection/service.js';
import { StorePool } from '../../src/connection/store-pool.js';
import { startStorefront, type Storefront } from './process.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const READY_MILLIS = 120_000;

const RUN = Date.now().toString(36);
const A = { name: `Kettle & Fern ${RUN}`, label: `kettle-fern-${RUN}`, product: `Only at Kettle ${RUN}` };
const B = {
  name: `Robert'); DROP TABLE products;-- "O'Neil & Sons" <b>\${HOME}</b> 🛍️ 店 ${RUN}`,
  label: `bobby-${RUN}`,
  product: `Only at <i>Bobby's</i> ${RUN}`,
};

const folder = process.env['TENANTDB_SERVICE_DIR'] ?? '';
const service = new ConnectionService(folder);
const findKey = keysOfFile(`${folder}/keyring.json`);
let storefront: Storefront;
let browser: Browser;
let page: Page;
let productPathOfA: string;
let hasFailed = false;

before(async () => {
  await serviceAnswers();
  storefront = await startStorefront();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? (await firstOf(BROWSERS)),
    // As root, as in most containers, Chromium has no sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await storefront?.stop();
  service.close();
});

step('an empty admin page becomes a store, and one sees it being made', async () => {
  await page.goto(admin());
  await page.getByText('None yet').waitFor();
  await page.getByLabel('Name of the store').pressSequentially(A.name);
  assert.equal(await page.getByLabel('Address').inputValue(), A.label);
  await page.getByRole('button', { name: 'Create store' }).click();
  await page.getByRole('heading', { name: A.name }).waitFor();
  assert.deepEqual(await stepsUntilReady(), [
    'Placed',
    'BranchReady',
    'SchemaReady',
    'CredentialsReady',
    'Ready',
  ]);
  assert.match(await page.locator('.elapsed').innerText(), /^\d+\.\d s$/);
});

step('its shop opens at its own host name, empty at first', async () => {
  await page.getByText('No products yet').waitFor();
  await page.getByRole('link', { name: 'Open the shop' }).click();
  await page.getByText('The shelves are still empty').waitFor();
  assert.equal(page.url(), shop(A.label));
  await page.goBack();
});

step('products that are added are there, on a page of their own', async () => {
  await addProduct(A.product, '18.50');
  await page.getByRole('button', { name: 'Add sample products' }).click();
  await page.getByRole('cell', { name: 'SAMPLE-' }).first().waitFor();
  await page.goto(shop(A.label));
  assert.equal(await page.locator('.card').count(), 7);
  await page.getByRole('link', { name: A.product }).click();
  await page.getByRole('heading', { name: A.product }).waitFor();
  assert.equal(await page.locator('.product .price').innerText(), '€18.50');
  productPathOfA = new URL(page.url()).pathname;
});

step('a second store with a name like any other', async () => {
  await page.goto(admin());
  await page.getByLabel('Name of the store').fill(B.name);
  await page.getByLabel('Address').fill(B.label);
  await page.getByRole('button', { name: 'Create store' }).click();
  await stepsUntilReady();
  await page.getByText('No products yet').waitFor();
  await addProduct(B.product, '7');
  await page.goto(shop(B.label));
  assert.equal(await page.locator('h1').innerText(), B.name);
  assert.equal(await page.locator('b, i').count(), 0);
});

step('each store has its own products and not one of the other', async () => {
  assert.deepEqual(await productsAt(B.label), [B.product]);
  const ofA = await productsAt(A.label);
  assert.ok(ofA.includes(A.product) && !ofA.includes(B.product));
  assert.equal((await page.goto(shop(A.label, productPathOfA)))?.status(), 200);
  assert.equal((await page.goto(shop(B.label, productPathOfA)))?.status(), 404);
});

step('many requests to both at once never mix', async () => {
  const [a, b] = [await idOf(A), await idOf(B)];
  const requests = Array.from({ length: 50 }, () => [
    get(hostOf(A.label)).then(({ body }) => body.includes(a) && !body.includes(b)),
    get(hostOf(B.label)).then(({ body }) => body.includes(b) && !body.includes(a)),
  ]);
  assert.ok((await Promise.all(requests.flat())).every(Boolean));
});

step('credentials of one store never serve the other', async () => {
  const [a, b] = [await idOf(A), await idOf(B)];
  const sealed = await service.sealedString(a);
  await assert.rejects(openSealed(sealed, b, findKey), NotOpened);
  const mixedUp = new StorePool(b, await openSealed(sealed, a, findKey));
  await assert.rejects(mixedUp.query('select name from products', []), WrongStore);
  mixedUp.close();
});

step('hostile host names get a page of ours', async () => {
  for (const host of [
    'nobody.localhost',
    `${A.label}.example.com`,
    `x.${A.label}.localhost`,
    "a'b.localhost",
    '',
  ]) {
    const { status, body } = await get(host);
    assert.ok(status === 404 || (status === 400 && host === ''), `${host}: ${status}`);
    assert.ok(!body.includes(A.product) && !body.includes('    at '));
  }
});

step('the admin page lists both, and an address is given once', async () => {
  await page.goto(admin());
  assert.deepEqual(await page.locator('.stores .name').allInnerTexts(), [B.name, A.name]);
  await page.getByLabel('Name of the store').fill('Another');
  await page.getByLabel('Address').fill(A.label);
  await page.getByRole('button', { name: 'Create store' }).click();
  await page.getByText('Another store has this address').waitFor();
});

test('nothing secret was written', () => {
  assert.doesNotMatch(storefront.output(), /postgresql:|eyJ|Bearer/);
});

/** A test that goes on where the one before ended. */
function step(name: string, run: () => Promise<void>): void {
  test(name, async (t) => {
    if (hasFailed) return t.skip('one before it failed');
    try {
      await run();
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  });
}

/** The steps in the order in which the page, which is not loaded anew, showed them as done. */
async function stepsUntilReady(): Promise<string[]> {
  const steps = page.evaluate<string[]>(`new Promise((resolve) => {
    const panel = document.querySelector('.progress');
    const seen = new Set();
    const look = () => {
      for (const step of panel.querySelectorAll('[data-state=done]')) seen.add(step.dataset.type);
      if (panel.dataset.ready === 'yes') resolve([...seen]);
    };
    new MutationObserver(look).observe(panel, { attributes: true, subtree: true });
    look();
  })`);
  await page.locator('.progress[data-ready=yes]').waitFor({ timeout: READY_MILLIS });
  return steps;
}

async function idOf({ label }: { label: string }): Promise<string> {
  return (await service.findByHost(hostOf(label))).organizationId;
}

async function addProduct(name: string, price: string): Promise<void> {
  await page.getByLabel('Product', { exact: true }).fill(name);
  await page.getByLabel('Price').fill(price);
  await page.getByRole('button', { name: 'Add product', exact: true }).click();
  await page.getByRole('cell', { name, exact: true }).waitFor();
}

async function productsAt(label: string): Promise<string[]> {
  await page.goto(shop(label));
  return page.locator('.card .name').allInnerTexts();
}

function admin(): string {
  return `http://localhost:${storefront.port}/`;
}

function shop(label: string, path = '/'): string {
  return `http://${hostOf(label)}:${storefront.port}${path}`;
}

function hostOf(label: string): string {
  return `${label}.localhost`;
}

/** A request whose Host header a browser would not send. */
function get(host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port: storefront.port, headers: { host } },
      async (response) => {
        let body = '';
        for await (const chunk of response.setEncoding('utf8')) body += chunk;
        resolve({ status: response.statusCode ?? 0, body });
      },
    );
    call.on('error', reject).end();
  });
}

async function serviceAnswers(): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const failure = await service.findByHost('nobody.localhost').catch((error: unknown) => error);
    if (failure instanceof StoreNotFound) return;
    if (!(failure instanceof ServiceAway)) throw failure;
    await sleep(1_000);
  }
  throw new Error(`The connection service of ${folder} does not answer.`);
}

async function firstOf(paths: string[]): Promise<string> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new Error(`No Chromium at ${paths.join(', ')}; set CHROMIUM to its path.`);
}
