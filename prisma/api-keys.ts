import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from './client.js';
import { newId } from './ids.js';

/** How a key is stored and looked up. It has 256 random bits, so a plain hash is enough. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * Makes an API key.
 * @param now UTC milliseconds
 * @returns the key itself, which is stored nowhere
 */
export async function createApiKey(
  tx: Tx,
  name: string,
  role: 'intake' | 'staff' | 'manager' | 'operator' | 'admin',
  now: number,
): Promise<string> {
  const key = `aft_${randomBytes(32).toString('base64url')}`;
  await tx.apiKey.create({
    data: { id: newId('apiKey'), name, role, hash: hashApiKey(key), createdAt: new Date(now) },
  });
  return key;
}
