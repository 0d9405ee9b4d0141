import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Hono } from 'hono';

const FOLDER = new URL('../../../public/', import.meta.url);
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files of public/, read once. */
export async function assets(): Promise<Hono> {
  const files = new Map<string, Buffer<ArrayBuffer>>();
  for (const name of await readdir(FOLDER)) files.set(name, await readFile(new URL(name, FOLDER)));
  const app = new Hono();
  app.get('/:name', (c) => {
    const name = c.req.param('name');
    const file = files.get(name);
    if (!file) return c.notFound();
    return c.body(file, 200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' });
  });
  return app;
}
