import { Hono } from 'hono';
import { getTenantDatabase, type TenantDatabase } from '../tenants.js';
import { productOf, productsOf, storeOf } from './catalog.js';
import type { Directory } from './directory.js';
import { productPage, shopPage } from './pages/shop.js';
import { answerProblem, NO_PAGE, problemOfStatus } from './problems.js';

interface ShopEnvironment {
  /** The host name's first label: all that says which store a request is for. */
  Bindings: { label: string };
  Variables: { database: TenantDatabase };
}

/** The shops. No route knows more than the one database it is given. */
export function shopSite(directory: Directory): Hono<ShopEnvironment> {
  const app = new Hono<ShopEnvironment>();

  app.use(async (c, next) => {
    const { organizationId, status } = await directory.find(c.env.label);
    if (status !== 'active') return answerProblem(c, problemOfStatus(status));
    c.set('database', await getTenantDatabase(organizationId));
    return next();
  });

  app.get('/', async (c) => {
    const { database } = c.var;
    const [store, products] = await Promise.all([storeOf(database), productsOf(database)]);
    return c.html(shopPage(database.organizationId, store, products));
  });

  app.get('/products/:id', async (c) => {
    const { database } = c.var;
    const [store, product] = await Promise.all([storeOf(database), productOf(database, c.req.param('id'))]);
    if (!product) return answerProblem(c, NO_PAGE);
    return c.html(productPage(database.organizationId, store, product));
  });

  return app;
}
