/**
 * Whether a request that changes something was sent by a page of the very host it is sent to. Shops are on
 * the same site as the admin page, so being of the same site isn't enough.
 */
export function isFromOurPage(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = headers.get('origin');
  return (
    origin !== null && URL.canParse(origin) && new URL(origin).host === headers.get('host')?.toLowerCase()
  );
}
