import { compactDecrypt } from 'jose';
import { NotOpened } from './errors.js';
import type { FindKey } from './keyring.js';

const MEMBERS = ['alg', 'enc', 'kid', 'organization_id'].join();
const KEY_IV_TAG_BYTES = [0, 12, 16];

/**
 * Opens a sealed connection string for one organization and for no other; the format is in sealing/README.md.
 * All that is checked here beside the decryption is what a JOSE library leaves to its caller.
 */
export async function openSealed(jwe: string, organizationId: string, findKey: FindKey): Promise<string> {
  const kid = checkedKeyId(jwe, organizationId);
  const key = await findKey(kid);
  if (!key) throw new NotOpened(`The keyring has no key ${JSON.stringify(kid)}.`);
  try {
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    throw new NotOpened(`The sealed string of ${organizationId} was tampered with, or the key is another.`);
  }
}

function checkedKeyId(jwe: string, organizationId: string): string {
  const header = headerOf(jwe);
  const isSealed =
    Object.keys(header).sort().join() === MEMBERS &&
    header['alg'] === 'dir' &&
    header['enc'] === 'A256GCM' &&
    typeof header['kid'] === 'string';
  if (!isSealed) throw new NotOpened(`The service's string for ${organizationId} is no sealed string.`);
  if (header['organization_id'] !== organizationId) {
    throw new NotOpened(`The service's string for ${organizationId} is sealed for another organization.`);
  }
  return header['kid'] as string;
}

function headerOf(jwe: string): Record<string, unknown> {
  const parts = jwe.split('.');
  if (parts.length !== 5 || !parts.every(isCanonical)) return {};
  const [header, key, iv, , tag] = parts as [string, string, string, string, string];
  const sizes = [key, iv, tag].map((part) => Buffer.from(part, 'base64url').length);
  if (sizes.join() !== KEY_IV_TAG_BYTES.join()) return {};
  try {
    return Object(JSON.parse(Buffer.from(header, 'base64url').toString())) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Base64url in its one spelling: neither padded nor with spare bits set. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}
