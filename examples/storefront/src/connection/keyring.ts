import { readFile } from 'node:fs/promises';
import { importJWK, type CryptoKey, type JWK } from 'jose';

/** Finds the key a sealed string names. */
export type FindKey = (kid: string) => Promise<CryptoKey | Uint8Array | undefined>;

/** The keys of a JWK Set. */
export function keysOf(text: string): FindKey {
  const { keys } = JSON.parse(text) as { keys: JWK[] };
  return async (kid) => {
    const key = keys.find((candidate) => candidate.kid === kid);
    return key && importJWK(key, 'A256GCM');
  };
}

/** The keys of a file, read anew when one is asked for that it didn't have: keyrings rotate. */
export function keysOfFile(path: string): FindKey {
  let find: FindKey | undefined;
  return async (kid) => {
    const known = await find?.(kid);
    if (known) return known;
    find = keysOf(await readFile(path, 'utf8'));
    return find(kid);
  };
}
