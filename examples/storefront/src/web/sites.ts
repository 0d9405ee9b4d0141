const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LONGEST_HOST = 260;

/** What a Host header asks for: the admin page, a store's shop, or nothing this process serves. */
export type Site = { kind: 'admin' } | { kind: 'shop'; label: string } | { kind: 'none' };

/** The header comes from anybody on the Internet, so only what is exactly a name of ours passes. */
export function siteOf(host: string | undefined, baseDomain: string): Site {
  if (!host || host.length > LONGEST_HOST) return { kind: 'none' };
  const name = host
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
  if (name === baseDomain) return { kind: 'admin' };
  const suffix = `.${baseDomain}`;
  const label = name.slice(0, -suffix.length);
  return name.endsWith(suffix) && isLabel(label) ? { kind: 'shop', label } : { kind: 'none' };
}

/** Whether a text can be a store's subdomain. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** Where a shop is: by the same scheme and port (such as `:3000`, or nothing) as the page that links to it. */
export function shopUrl(label: string, baseDomain: string, port: string): string {
  return `//${label}.${baseDomain}${port}/`;
}
