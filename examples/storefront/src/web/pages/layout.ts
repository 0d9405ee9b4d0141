import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

const ACCENTS = 8;

interface Page {
  title: string;
  body: Html;
  /** What the page's accent colour is derived from, such as a store's id. */
  accentOf?: string;
  /** A module of public/. */
  script?: string;
  /** Seconds after which the browser asks again. */
  refresh?: number;
}

export function page({ title, body, accentOf = '', script, refresh }: Page): Html {
  return html`<!doctype html>
    <html lang="en" data-accent="${hashOf(accentOf) % ACCENTS}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh && html`<meta http-equiv="refresh" content="${refresh}" />`}
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        ${script && html`<script type="module" src="/assets/${script}"></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

/** A small stable number for a text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
