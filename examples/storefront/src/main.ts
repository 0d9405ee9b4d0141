import { serve } from '@hono/node-server';
import { ConnectionService } from './connection/service.js';
import { settingsOf } from './settings.js';
import { clearTenantCache } from './tenants.js';
import { storefront } from './web/storefront.js';

const CANNOT_START = 2;

async function main(): Promise<void> {
  const { serviceFolder, address, port, baseDomain } = settingsOf(process.env);
  const app = await storefront(new ConnectionService(serviceFolder), baseDomain);
  const server = serve({ fetch: app.fetch, hostname: address, port }, (bound) => {
    console.log(
      `The admin page is at http://${baseDomain}:${bound.port}/, shops one label below. Ctrl-C stops it.`,
    );
  });
  server.on('error', fail);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearTenantCache();
      server.close(() => process.exit(0));
      // Event streams would keep it open for as long as somebody watches.
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  }
}

function fail(error: Error): never {
  console.error(`storefront: ${error.message}`);
  process.exit(CANNOT_START);
}

main().catch(fail);
