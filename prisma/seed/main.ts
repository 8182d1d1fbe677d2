import { z } from 'zod';
import { createDb } from '../client.js';
import { ADMINISTRATOR, SIGN_INS } from './access.js';
import { seedCompany } from './company.js';

const environment = z.object({
  DATABASE_URL: z.url(),
  SEED_API_KEYS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.partialRecord(z.enum(['intake', 'staff', 'manager', 'operator', 'admin']), z.string().min(16))),
  SEED_PASSWORD: z.string().min(8),
  /** empty: nothing but the organisation and an administrator. */
  AFTERCARE_SEED: z.enum(['sample', 'empty']).default('sample'),
  SEED_DEMO: z.enum(['true', 'false']).default('true'),
  TWILIO_FROM: z.string().regex(/^\+[1-9]\d{5,14}$/, 'is not a phone number in E.164'),
});

/** Fills in the company once. The last line says, as JSON, who can sign in. */
async function main(): Promise<void> {
  const { DATABASE_URL, SEED_API_KEYS, SEED_PASSWORD, SEED_DEMO, TWILIO_FROM, AFTERCARE_SEED } =
    readEnvironment();
  let people = SIGN_INS;
  const db = createDb(DATABASE_URL, 2);
  try {
    const isNew = await seedCompany(db, {
      apiKeys: SEED_API_KEYS,
      password: SEED_PASSWORD,
      sender: TWILIO_FROM,
      demo: SEED_DEMO === 'true',
      empty: AFTERCARE_SEED === 'empty',
    });
    const { begunEmpty } = await db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    if (begunEmpty) people = [ADMINISTRATOR];
    console.log(isNew ? 'the company is filled in' : 'the company was there already');
  } finally {
    await db.$disconnect();
  }
  const signIns = people.map(({ email, role }) => ({ email, password: SEED_PASSWORD, role }));
  console.log(JSON.stringify({ signIns }));
}

function readEnvironment(): z.infer<typeof environment> {
  const read = environment.safeParse(process.env);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment cannot be used:\n${faults.join('\n')}`);
}

await main();
