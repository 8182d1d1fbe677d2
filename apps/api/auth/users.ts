import type { Tx } from '@aftercare/db/client.js';
import { hashPassword } from 'better-auth/crypto';
import { randomUUID } from 'node:crypto';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  /** Roles of people; `intake` is for programs. */
  readonly role: 'staff' | 'manager' | 'operator' | 'admin';
  readonly password: string;
}

/**
 * Makes a sign-in for the console, or gives an existing one this name, role and password. Needs no running API, so the
 * seed uses it too.
 */
export async function saveUser(tx: Tx, user: NewUser): Promise<void> {
  const email = user.email.toLowerCase();
  const facts = { name: user.name, role: user.role };
  const { id } = await tx.authUser.upsert({
    where: { email },
    create: { id: randomUUID(), email, emailVerified: true, ...facts },
    update: facts,
  });
  const password = await hashPassword(user.password);
  const credential = await tx.authAccount.findFirst({ where: { userId: id, providerId: 'credential' } });
  if (credential) await tx.authAccount.update({ where: { id: credential.id }, data: { password } });
  else
    await tx.authAccount.create({
      data: { id: randomUUID(), userId: id, accountId: id, providerId: 'credential', password },
    });
}
