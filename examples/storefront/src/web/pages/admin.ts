import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { priceText, type Product, type Store } from '../catalog.js';
import type { MadeStore } from '../made-stores.js';
import type { Snapshot, Step } from '../progress.js';
import { page, type Html } from './layout.js';

/** What was typed into the form, when it comes back with a remark. */
export interface Draft {
  name: string;
  subdomain: string;
  remark: string;
}

const BLANK: Draft = { name: '', subdomain: '', remark: '' };

/** The form for a new store, and the stores made so far. */
export function adminPage(stores: MadeStore[], domain: string, draft = BLANK): Html {
  return admin(
    'Stores',
    'admin.js',
    html` <section class="hero">
        <h1>Open a new store</h1>
        <p>It gets a Postgres database of its own, usually within seconds.</p>
      </section>
      <form class="panel new-store" method="post" action="/admin/stores">
        <input type="hidden" name="id" value="${randomUUID()}" />
        <label
          >Name of the store
          <input
            name="name"
            value="${draft.name}"
            maxlength="256"
            required
            autofocus
            autocomplete="off"
            placeholder="Kettle &amp; Fern"
          />
        </label>
        <label
          >Address
          <span class="address">
            <input
              name="subdomain"
              value="${draft.subdomain}"
              maxlength="63"
              required
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              placeholder="kettle-fern"
              pattern="[a-z0-9]([\\-a-z0-9]*[a-z0-9])?"
              title="Small letters, digits and hyphens"
            />
            <span>.${domain}</span>
          </span>
        </label>
        <p class="remark" role="alert">${draft.remark}</p>
        <button>Create store</button>
      </form>
      <section>
        <h2>Stores made here</h2>
        ${
          stores.length > 0
            ? html`<ul class="stores">
                ${stores.map((one) => row(one, domain))}
              </ul>`
            : NONE_YET
        }
      </section>`,
  );
}

const NONE_YET = html`<p class="empty">None yet. The first one is a name away.</p>`;

function row({ id, name, subdomain, isReady, millisToReady }: MadeStore, domain: string): Html {
  const ready = millisToReady === undefined ? 'Ready' : `Ready in ${secondsText(millisToReady)}`;
  return html`<li>
    <a href="/admin/stores/${id}">
      <span class="name">${name}</span>
      <span class="quiet">${subdomain}.${domain}</span>
      <span class="state" data-ready="${isReady ? 'yes' : 'no'}">${isReady ? ready : 'Being made'}</span>
    </a>
  </li>`;
}

interface StoreView {
  id: string;
  name: string;
  shopUrl?: string | undefined;
  elapsedMillis?: number | undefined;
  snapshot: Snapshot;
}

/** One store: its progress while it is being made, then its products. */
export function storePage(view: StoreView, products: Html | ''): Html {
  const { id, name, shopUrl, elapsedMillis, snapshot } = view;
  const address = shopUrl?.replaceAll('/', '');
  return admin(
    name,
    'progress.js',
    html` <p class="back"><a href="/">← All stores</a></p>
      <section class="hero">
        <h1>${name}</h1>
        <p>${address ?? 'This store has no address: an older one has the subdomain.'}</p>
      </section>
      <section
        class="panel progress"
        data-ready="${snapshot.isReady ? 'yes' : 'no'}"
        data-events="/admin/stores/${id}/events"
        data-elapsed="${elapsedMillis ?? ''}"
      >
        <header>
          <h2>${snapshot.isReady ? 'Ready' : 'Making the store'}</h2>
          <output class="elapsed">${elapsedMillis === undefined ? '' : secondsText(elapsedMillis)}</output>
        </header>
        <ol class="steps">
          ${snapshot.steps.map(step)}
        </ol>
        <p class="note" role="status">${snapshot.note}</p>
        ${shopUrl && html`<a class="button when-ready" href="${shopUrl}">Open the shop →</a>`}
        <noscript><p>Reload this page to see how far it is.</p></noscript>
      </section>
      <section class="when-ready" id="products">${products}</section>`,
  );
}

function step({ type, title, text, state }: Step): Html {
  return html`<li data-type="${type}" data-state="${state}">
    <span class="dot"></span>
    <span><strong>${title}</strong><br /><span class="quiet">${text}</span></span>
  </li>`;
}

/** The products of a store, and the forms that add some. */
export function productsSection(id: string, store: Store, products: Product[]): Html {
  return html` <h2>Products</h2>
    ${products.length > 0 ? productTable(store, products) : html`<p class="empty">No products yet.</p>`}
    <div class="forms">
      <form class="panel" method="post" action="/admin/stores/${id}/products">
        <label
          >Product <input name="name" maxlength="500" required autocomplete="off" placeholder="Window fern"
        /></label>
        <label
          >Price in ${store.currency}
          <input
            name="price"
            required
            inputmode="decimal"
            autocomplete="off"
            pattern="[0-9]{1,8}([.][0-9]{1,2})?"
            title="Such as 18 or 18.50"
            placeholder="18.50"
        /></label>
        <label>Description <input name="description" maxlength="2000" autocomplete="off" /></label>
        <button>Add product</button>
      </form>
      <form class="panel aside" method="post" action="/admin/stores/${id}/samples">
        <p>Nothing at hand? Six sample products fill the shelves.</p>
        <button class="second">Add sample products</button>
      </form>
    </div>`;
}

function productTable(store: Store, products: Product[]): Html {
  return html`<table>
    ${products.map(
      (one) =>
        html`<tr>
          <td>${one.name}</td>
          <td class="quiet">${one.sku}</td>
          <td>${priceText(one.price, store)}</td>
        </tr>`,
    )}
  </table>`;
}

function admin(title: string, script: string, main: Html): Html {
  const body = html` <header class="bar">
      <a class="brand" href="/">Storefront</a><span class="quiet">Admin</span>
    </header>
    <main class="narrow">${main}</main>
    <footer>An example: this page has no login.</footer>`;
  return page({ title: `${title} · Storefront`, body, script });
}

function secondsText(millis: number): string {
  return `${(millis / 1000).toFixed(1)} s`;
}
