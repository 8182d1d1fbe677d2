import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import type { Tx } from './client.js';

/** Cost of one guess, as the sign-in library expects it: 32 MiB of memory. */
const SCRYPT = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 64;

export interface NewSignIn {
  readonly email: string;
  readonly name: string;
  /** Roles of people; `intake` is for programs. */
  readonly role: 'staff' | 'manager' | 'operator' | 'admin';
  readonly password: string;
}

/**
 * Makes a sign-in for the console, or gives an existing one this name, role and password. Writes the rows of the
 * sign-in library itself, so that the seed needs no running API.
 */
export async function saveSignIn(tx: Tx, { email, password, ...facts }: NewSignIn): Promise<void> {
  const address = email.toLowerCase();
  const { id } = await tx.authUser.upsert({
    where: { email: address },
    create: { id: randomUUID(), email: address, emailVerified: true, ...facts },
    update: facts,
  });
  const credential = { userId: id, providerId: 'credential' };
  await tx.authAccount.deleteMany({ where: credential });
  const hash = await hashPassword(password);
  await tx.authAccount.create({ data: { id: randomUUID(), accountId: id, password: hash, ...credential } });
}

/** Whether a sign-in works already, with this name, role and password. */
export async function isSignIn(tx: Tx, { email, name, role, password }: NewSignIn): Promise<boolean> {
  const user = await tx.authUser.findUnique({
    where: { email: email.toLowerCase() },
    include: { accounts: { where: { providerId: 'credential' } } },
  });
  const hash = user?.accounts[0]?.password;
  if (!user || !hash || user.name !== name || user.role !== role) return false;
  const expected = await hashPassword(password, hash.split(':')[0]);
  return expected.length === hash.length && timingSafeEqual(Buffer.from(expected), Buffer.from(hash));
}

/** `salt:key` in hex, by scrypt; the form that the sign-in library checks passwords against. */
async function hashPassword(password: string, salt = randomBytes(16).toString('hex')): Promise<string> {
  const key = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, SCRYPT, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
  return `${salt}:${key.toString('hex')}`;
}
