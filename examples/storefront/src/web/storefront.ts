import { Hono, type Env } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { ConnectionService } from '../connection/service.js';
import { adminSite } from './admin.js';
import { assets } from './assets.js';
import { Directory } from './directory.js';
import { MadeStores } from './made-stores.js';
import type { Problem } from './pages/problem.js';
import { adminProblemOf, answerProblem, isWorthLogging, NO_PAGE, NO_SHOP, problemOf } from './problems.js';
import { Progress } from './progress.js';
import { shopSite } from './shop.js';
import { siteOf } from './sites.js';

/** Everything this process serves: the admin page at the base domain, a shop at each name below it. */
export async function storefront(service: ConnectionService, baseDomain: string): Promise<Hono> {
  const parts = { service, baseDomain, made: new MadeStores(), progress: new Progress(service) };
  const admin = withProblems(adminSite(parts), adminProblemOf);
  const shops = withProblems(shopSite(new Directory(service, baseDomain)), problemOf);

  const app = withProblems(new Hono(), problemOf);
  app.use(HEADERS);
  app.route('/assets', await assets());
  app.all('*', (c) => {
    const site = siteOf(c.req.header('host'), baseDomain);
    if (site.kind === 'admin') return admin.fetch(c.req.raw);
    if (site.kind === 'shop') return shops.fetch(c.req.raw, { label: site.label });
    return answerProblem(c, NO_SHOP);
  });
  return app;
}

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  // Whether all of it is behind TLS, the proxy in front knows.
  strictTransportSecurity: false,
});

function withProblems<E extends Env>(app: Hono<E>, tell: (error: unknown) => Problem): Hono<E> {
  app.notFound((c) => answerProblem(c, NO_PAGE));
  app.onError((error, c) => {
    if (isWorthLogging(error))
      console.error(`${c.req.method} ${c.req.path}: ${error.name}: ${error.message}`);
    return answerProblem(c, tell(error));
  });
  return app;
}
