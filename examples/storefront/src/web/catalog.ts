import type { TenantDatabase } from '../tenants.js';
import { isUuid } from './uuid.js';

export interface Store {
  name: string;
  locale: string;
  currency: string;
}

export interface Product {
  id: string;
  name: string;
  description: string | null;
  /** Exact, as PostgreSQL writes it. */
  price: string;
  sku: string | null;
}

export type NewProduct = Omit<Product, 'id'>;

const COLUMNS = 'id, name, description, price, sku';

/** What the store calls itself, and how it writes prices. */
export async function storeOf(database: TenantDatabase): Promise<Store> {
  const { rows } = await database.query<{ key: string; value: string }>(
    "select key, value from settings where key in ('store_name', 'locale', 'currency')",
  );
  const settings = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    name: settings.get('store_name') ?? 'Shop',
    locale: settings.get('locale') ?? 'en',
    currency: settings.get('currency') ?? 'EUR',
  };
}

/** The newest products. */
export async function productsOf(database: TenantDatabase): Promise<Product[]> {
  const { rows } = await database.query<Product>(
    `select ${COLUMNS} from products where is_active order by created_at desc, name limit 60`,
  );
  return rows;
}

export async function productOf(database: TenantDatabase, id: string): Promise<Product | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await database.query<Product>(
    `select ${COLUMNS} from products where id = $1 and is_active`,
    [id],
  );
  return rows[0];
}

/** Adds products; those whose SKU is there already are left alone. */
export async function addProducts(database: TenantDatabase, products: NewProduct[]): Promise<void> {
  await database.query(
    `insert into products (name, description, price, sku)
     select name, description, price, sku from jsonb_to_recordset($1)
       as p(name text, description text, price numeric, sku text)
     on conflict (sku) do nothing`,
    [JSON.stringify(products)],
  );
}

/** A price as the store's customers read it. */
export function priceText(price: string, { locale, currency }: Store): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(price));
  } catch {
    // The store wrote something into its settings that is no locale or currency.
    return `${price} ${currency}`;
  }
}
