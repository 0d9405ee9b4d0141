import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siteOf } from '../../src/web/sites.js';

const ADMIN = ['localhost', 'localhost:3000', 'LOCALHOST:3000', 'localhost.'];
const ACME = ['acme.localhost', 'acme.localhost:3000', 'ACME.localhost:65535', 'acme.localhost.:80'];
const NOBODYS = [
  undefined,
  '',
  'example.com',
  'notlocalhost',
  'acme.localhost.example.com',
  'a.b.localhost',
  '.localhost',
  '-acme.localhost',
  'acme-.localhost',
  'acme_.localhost',
  'äcme.localhost',
  '127.0.0.1:3000',
  '[::1]:3000',
  'acme.localhost:3000:3000',
  'acme.localhost/../admin',
  'acme.localhost@example.com',
  "'; drop table products;--.localhost",
  '<script>.localhost',
  'acme.localhost\n',
  `${'a'.repeat(64)}.localhost`,
  `${'a.'.repeat(10_000)}localhost`,
];

test('the base domain is the admin page', () => {
  for (const host of ADMIN) assert.deepEqual(siteOf(host, 'localhost'), { kind: 'admin' }, host);
});

test('one label below it is a shop', () => {
  for (const host of ACME) assert.deepEqual(siteOf(host, 'localhost'), { kind: 'shop', label: 'acme' }, host);
});

test('nothing else is anything', () => {
  for (const host of NOBODYS) assert.deepEqual(siteOf(host, 'localhost'), { kind: 'none' }, host);
});
