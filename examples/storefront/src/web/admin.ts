import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { StoreNotFound } from '../connection/errors.js';
import type { ConnectionService, Tenant } from '../connection/service.js';
import { getTenantDatabase } from '../tenants.js';
import { addProducts, productsOf, storeOf } from './catalog.js';
import { sendProgress } from './events.js';
import { productFrom, textOf } from './forms.js';
import { isFromOurPage } from './origin.js';
import type { MadeStore, MadeStores } from './made-stores.js';
import { adminPage, productsSection, storePage } from './pages/admin.js';
import type { Html } from './pages/layout.js';
import { answerProblem, BAD_PRODUCT, NOT_OUR_FORM, TOO_LONG } from './problems.js';
import { snapshotOf, type Progress } from './progress.js';
import { samplesFor } from './samples.js';
import { shopUrl } from './sites.js';
import { StoreMaker } from './store-maker.js';
import { isUuid } from './uuid.js';

const LONGEST_FORM = 16 * 1024;
const STORE = '/admin/stores/:id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}';

interface Parts {
  service: ConnectionService;
  made: MadeStores;
  progress: Progress;
  baseDomain: string;
}

/** Where stores are made. An example: whoever reaches it may use it. */
export function adminSite({ service, made, progress, baseDomain }: Parts): Hono {
  const app = new Hono();
  const maker = new StoreMaker(service, made, baseDomain);

  app.use(async (c, next) => {
    const isSafe = ['GET', 'HEAD'].includes(c.req.method) || isFromOurPage(c.req.raw.headers);
    return isSafe ? next() : answerProblem(c, NOT_OUR_FORM);
  });
  app.use(bodyLimit({ maxSize: LONGEST_FORM, onError: (c) => answerProblem(c, TOO_LONG) }));

  app.get('/', async (c) => {
    await Promise.all(made.newestFirst().map(look));
    return c.html(adminPage(made.newestFirst(), baseDomain + portOf(c)));
  });

  app.post('/admin/stores', async (c) => {
    const form = await c.req.parseBody();
    const draft = { name: textOf(form, 'name'), subdomain: textOf(form, 'subdomain').toLowerCase() };
    const id = textOf(form, 'id');
    if (!isUuid(id)) return answerProblem(c, NOT_OUR_FORM);
    const outcome = await maker.make({ id, ...draft });
    if ('id' in outcome) return c.redirect(`/admin/stores/${outcome.id}`, 303);
    return c.html(adminPage(made.newestFirst(), baseDomain + portOf(c), { ...draft, ...outcome }), 422);
  });

  app.get(STORE, async (c) => {
    const id = c.req.param('id');
    const tenant = await tenantOf(id);
    const snapshot = snapshotOf(tenant);
    if (snapshot.isReady) made.foundReady(id);
    const view = {
      id,
      name: tenant.storeName,
      shopUrl: tenant.subdomain && shopUrl(tenant.subdomain, baseDomain, portOf(c)),
      elapsedMillis: made.elapsedMillis(id),
      snapshot,
    };
    return c.html(storePage(view, snapshot.isReady ? await products(id) : ''));
  });

  app.get(`${STORE}/events`, (c) =>
    streamSSE(c, (stream) => sendProgress(stream, c.req.param('id'), progress, made)),
  );

  app.get(`${STORE}/products`, async (c) => c.html(await products(c.req.param('id'))));

  app.post(`${STORE}/products`, async (c) => {
    const product = productFrom(await c.req.parseBody());
    if (!product) return answerProblem(c, BAD_PRODUCT);
    await addProducts(await getTenantDatabase(c.req.param('id')), [product]);
    return backToProducts(c);
  });

  app.post(`${STORE}/samples`, async (c) => {
    const id = c.req.param('id');
    await addProducts(await getTenantDatabase(id), samplesFor(id));
    return backToProducts(c);
  });

  /** Stores become ready also when nobody watches. */
  async function look({ id, isReady }: MadeStore): Promise<void> {
    if (isReady) return;
    const tenant = await service.tenant(id).catch(() => undefined);
    if (tenant?.status === 'active') made.foundReady(id);
  }

  /** Right after it was asked for, the service may not have seen a store yet. */
  async function tenantOf(id: string): Promise<Tenant> {
    return service.tenant(id).catch((error: unknown) => {
      const asked = made.get(id);
      if (!asked || !(error instanceof StoreNotFound)) throw error;
      const { name: storeName, subdomain } = asked;
      return { organizationId: id, storeName, subdomain, status: 'provisioning', conditions: [] };
    });
  }

  return app;
}

async function products(id: string): Promise<Html> {
  const database = await getTenantDatabase(id);
  const [store, found] = await Promise.all([storeOf(database), productsOf(database)]);
  return productsSection(id, store, found);
}

function backToProducts(c: Context): Response {
  return c.redirect(`/admin/stores/${c.req.param('id')}#products`, 303);
}

function portOf(c: Context): string {
  return /:\d{1,5}$/.exec(c.req.header('host') ?? '')?.[0] ?? '';
}
