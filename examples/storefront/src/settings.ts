/** Settings of the process, from its environment. */
export interface Settings {
  serviceFolder: string;
  address: string;
  port: number;
  /** The admin page is here, and shops one label below. */
  baseDomain: string;
}

/** @throws Error that names every setting that is wrong, and how to mend it */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  const settings = {
    serviceFolder: environment['TENANTDB_SERVICE_DIR'] ?? '',
    address: environment['STOREFRONT_ADDRESS'] ?? '127.0.0.1',
    port: Number(environment['STOREFRONT_PORT'] ?? 3000),
    baseDomain: (environment['STOREFRONT_BASE_DOMAIN'] ?? 'localhost').toLowerCase(),
  };
  const problems = [
    !settings.serviceFolder &&
      'TENANTDB_SERVICE_DIR is the folder with url, ca.crt, token and keyring.json; it is not set.',
    !(Number.isInteger(settings.port) && settings.port >= 0 && settings.port <= 65535) &&
      'STOREFRONT_PORT is a port, 0 for a free one.',
    !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(settings.baseDomain) &&
      'STOREFRONT_BASE_DOMAIN is a domain such as shops.example.com, without a port.',
  ].filter(Boolean);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return settings;
}
