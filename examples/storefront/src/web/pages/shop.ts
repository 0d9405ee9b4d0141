import { html } from 'hono/html';
import { priceText, type Product, type Store } from '../catalog.js';
import { page, type Html } from './layout.js';
import { picture } from './picture.js';

/** The front of a shop. */
export function shopPage(organizationId: string, store: Store, products: Product[]): Html {
  const body =
    products.length > 0
      ? html`<ul class="grid">
          ${products.map((one) => card(one, store))}
        </ul>`
      : EMPTY;
  const count = products.length === 1 ? '1 product' : `${products.length} products`;
  return shop(
    organizationId,
    store,
    store.name,
    html` <section class="hero">
        <h1>${store.name}</h1>
        <p>${products.length > 0 ? count : 'Opening soon'}</p>
      </section>
      ${body}`,
  );
}

/** One product. */
export function productPage(organizationId: string, store: Store, product: Product): Html {
  return shop(
    organizationId,
    store,
    `${product.name} · ${store.name}`,
    html` <p class="back"><a href="/">← All products</a></p>
      <article class="product">
        ${picture(product.name)}
        <div>
          <h1>${product.name}</h1>
          <p class="price">${priceText(product.price, store)}</p>
          <p>${product.description}</p>
          ${product.sku && html`<p class="quiet">Article ${product.sku}</p>`}
        </div>
      </article>`,
  );
}

const EMPTY = html`<section class="empty">
  <h2>The shelves are still empty</h2>
  <p>This shop has just opened. Its first products will be here soon.</p>
</section>`;

function card(product: Product, store: Store): Html {
  return html`<li>
    <a class="card" href="/products/${product.id}">
      ${picture(product.name)}
      <span class="name">${product.name}</span>
      <span class="price">${priceText(product.price, store)}</span>
    </a>
  </li>`;
}

function shop(organizationId: string, store: Store, title: string, main: Html): Html {
  const body = html` <header class="bar"><a class="brand" href="/">${store.name}</a></header>
    <main class="shop">${main}</main>
    <footer>This shop has a database of its own. Store ${organizationId}</footer>`;
  return page({ title, body, accentOf: organizationId });
}
