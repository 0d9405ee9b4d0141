// Checks the vectors with the npm package `jose` and seals each good plain text anew.
// Usage: node interop.mjs VECTORS.json   Prints a JSON array of {organizationId, plain, jwe}.
import { readFileSync } from 'node:fs';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';

const vectors = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const jwks = vectors.keyring.keys;

async function open(jwe, organizationId) {
  const findKey = async ({ kid }) => {
    const jwk = jwks.find((key) => key.kid === kid);
    if (!jwk) throw new Error('unknown key');
    return importJWK(jwk);
  };
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, findKey, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (protectedHeader.organization_id !== organizationId) throw new Error('wrong organization');
  return new TextDecoder().decode(plaintext);
}

async function seal(plain, organizationId) {
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: jwks[0].kid, organization_id: organizationId })
    .encrypt(await importJWK(jwks[0]));
}

const sealed = [];
for (const { name, organizationId, plain, jwe, iv } of vectors.good) {
  if ((await open(jwe, organizationId)) !== plain) throw new Error(`${name}: opens to something else`);
  if (jwe.split('.')[2] !== iv) throw new Error(`${name}: has another iv`);
  sealed.push({ organizationId, plain, jwe: await seal(plain, organizationId) });
}
// Malformed for us only: jose is free to read them (spare bits, padding).
for (const { name, organizationId, jwe } of vectors.bad.filter((bad) => bad.reason !== 'NotASealedString')) {
  const opened = await open(jwe, organizationId).then(() => true, () => false);
  if (opened) throw new Error(`${name}: jose opened it`);
}
console.log(JSON.stringify(sealed));
