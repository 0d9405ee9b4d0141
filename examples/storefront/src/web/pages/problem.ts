import { html } from 'hono/html';
import { page, type Html } from './layout.js';

/** What a visitor is told when there is no page for them. */
export interface Problem {
  status: 400 | 403 | 404 | 413 | 500 | 503;
  title: string;
  text: string;
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
}

export function problemPage({ status, title, text, retryAfter }: Problem): Html {
  const body = html`<main class="problem">
    <p class="code">${status}</p>
    <h1>${title}</h1>
    <p>${text}</p>
    ${retryAfter && html`<p class="quiet"><span class="spinner"></span> Looking again in a moment</p>`}
  </main>`;
  return page({ title, body, ...(retryAfter && { refresh: retryAfter }) });
}
