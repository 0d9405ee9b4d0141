import type { NewProduct } from './catalog.js';

type Form = Record<string, unknown>;

const PRICE = /^\d{1,8}(\.\d{1,2})?$/;
const LONGEST_NAME = 500;

/** What was typed into a field, without spaces around it. */
export function textOf(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The product that was typed in; nothing if it is none. */
export function productFrom(form: Form): NewProduct | undefined {
  const [name, price] = [textOf(form, 'name'), textOf(form, 'price')];
  if (!name || [...name].length > LONGEST_NAME || !PRICE.test(price)) return undefined;
  return { name, price, description: textOf(form, 'description') || null, sku: null };
}
