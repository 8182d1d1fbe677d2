import type { Instant } from '@aftercare/workflows/domain/time.js';
import { hashApiKey } from '../api-keys.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import { isSignIn, saveSignIn } from '../sign-ins.js';
import { STAFF, emailOf, type StaffSeed } from './organisation.js';

export type ApiKeys = Readonly<
  Partial<Record<'intake' | 'staff' | 'manager' | 'operator' | 'admin', string>>
>;

interface SignInSeed {
  readonly email: string;
  readonly name: string;
  readonly role: StaffSeed['role'];
}

/** Who can sign in to the console from the start: one of each role. */
export const SIGN_INS: readonly SignInSeed[] = STAFF.filter(({ signIn }) => signIn).map((member) => ({
  email: emailOf(member),
  name: member.name,
  role: member.role,
}));

/** Who can sign in to an installation that begins empty. */
export const ADMINISTRATOR: SignInSeed = {
  email: 'admin@example.com',
  name: 'Administrator',
  role: 'admin',
};

/** Makes sure that these keys and sign-ins work. Those that do already are not touched. */
export async function saveAccess(
  tx: Tx,
  facts: { apiKeys?: ApiKeys; password?: string; people?: readonly SignInSeed[] },
  now: Instant,
): Promise<void> {
  const { apiKeys = {}, password, people = SIGN_INS } = facts;
  const keys = Object.entries(apiKeys).map(([role, key]) => ({
    id: newId('apiKey'),
    name: `${role} (start)`,
    role,
    hash: hashApiKey(key),
    createdAt: new Date(now),
  }));
  await tx.apiKey.createMany({ data: keys, skipDuplicates: true });
  if (password === undefined) return;
  for (const signIn of people) {
    const wanted = { ...signIn, password };
    if (!(await isSignIn(tx, wanted))) await saveSignIn(tx, wanted);
  }
}
