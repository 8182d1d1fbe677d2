import { z } from 'zod';
import { createDb } from '../client.js';
import { SIGN_INS } from './access.js';
import { seedCompany } from './company.js';

const environment = z.object({
  DATABASE_URL: z.url(),
  SEED_API_KEYS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.partialRecord(z.enum(['intake', 'staff', 'manager', 'operator', 'admin']), z.string().min(16))),
  SEED_PASSWORD: z.string().min(8),
  SEED_DEMO: z.enum(['true', 'false']).default('true'),
  TWILIO_FROM: z.string().regex(/^\+[1-9]\d{5,14}$/, 'is not a phone number in E.164'),
});

/** Fills in the company once. The last line says, as JSON, who can sign in. */
async function main(): Promise<void> {
  const { DATABASE_URL, SEED_API_KEYS, SEED_PASSWORD, SEED_DEMO, TWILIO_FROM } = readEnvironment();
  const db = createDb(DATABASE_URL, 2);
  try {
    const isNew = await seedCompany(db, {
      apiKeys: SEED_API_KEYS,
      password: SEED_PASSWORD,
      sender: TWILIO_FROM,
      demo: SEED_DEMO === 'true',
    });
    console.log(isNew ? 'the company is filled in' : 'the company was there already');
  } finally {
    await db.$disconnect();
  }
  const signIns = SIGN_INS.map(({ email, role }) => ({ email, password: SEED_PASSWORD, role }));
  console.log(JSON.stringify({ signIns }));
}

function readEnvironment(): z.infer<typeof environment> {
  const read = environment.safeParse(process.env);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment cannot be used:\n${faults.join('\n')}`);
}

await main();
