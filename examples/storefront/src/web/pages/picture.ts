import { html } from 'hono/html';
import { hashOf, type Html } from './layout.js';

const TONES = 5;

/** Stands in for a photograph: shapes that are a product's own, in the colours of its shop. */
export function picture(name: string): Html {
  const hash = hashOf(name);
  const [x, y, size] = [70 + ((hash >>> 9) % 260), 60 + ((hash >>> 13) % 130), 55 + ((hash >>> 17) % 55)];
  const [left, middle, right] = [200 + (hash % 50), 140 + (hash % 90), 250 - (hash % 60)];
  return html`<svg class="picture" data-tone="${hash % TONES}" viewBox="0 0 400 300" aria-hidden="true">
    <rect class="sky" width="400" height="300" />
    <circle class="far" cx="${400 - x}" cy="${280 - y}" r="${size * 1.8}" />
    <circle class="near" cx="${x}" cy="${y}" r="${size}" />
    <path class="ground" d="M0 ${left} Q 130 ${middle} 400 ${right} V300 H0 Z" />
    <text x="200" y="182" text-anchor="middle">${[...name][0]?.toUpperCase()}</text>
  </svg>`;
}
