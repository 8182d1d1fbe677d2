import { readFileSync } from 'node:fs';
import { inTransaction } from '@aftercare/db/client.js';
import { secondsOf, until } from './measure.js';
import type { Product } from './product.js';

const COLUMNS = 'Id,Name,Phone,Country,Email,Language';
const MAPPING = {
  ...{ externalId: 'Id', name: 'Name', phone: 'Phone', country: 'Country' },
  ...{ email: 'Email', language: 'Language' },
};
/** One line in a hundred has a number that is none. */
const REJECTED_EVERY = 100;
/** So small a part of the lines is taken in a second time. */
const AGAIN = 10;
const AN_HOUR = 3_600_000;
/** Rows of the comparison with and without triggers. */
const CONSENTS = 20_000;
const ROUNDS = 3;

export interface Imports {
  lines: number;
  /** Until the API had stored the file and answered. */
  uploadSeconds: number;
  linesPerSecond: number;
  /** A part of the same lines once more, which creates nothing. */
  againPerSecond: number;
  rejected: number;
  created: number;
  createdAgain: number;
  /** Resident memory of the API's process before, and the most that it ever had, MiB; null where the system does not say. */
  memoryBeforeMiB: number | null;
  memoryPeakMiB: number | null;
  /** Writing a row that no webhook wants to hear of, with the trigger that would tell and without, microseconds. */
  rowWithTriggerUs: number;
  rowWithoutTriggerUs: number;
}

/** Part (h): customers by CSV, a tenth of them twice, and what the triggers of webhooks cost where nobody listens. */
export async function measureImports(product: Product, lines: number): Promise<Imports> {
  const memoryBeforeMiB = memoryOf(product.apiPid, 'VmRSS');
  const file = customers(lines);
  const first = await importFile(product, file);
  const again = await importFile(product, customers(Math.ceil(lines / AGAIN)));
  return {
    lines,
    uploadSeconds: first.uploadSeconds,
    linesPerSecond: lines / first.seconds,
    againPerSecond: Math.ceil(lines / AGAIN) / again.seconds,
    rejected: first.rejected,
    created: first.created,
    createdAgain: again.created,
    memoryBeforeMiB,
    memoryPeakMiB: memoryOf(product.apiPid, 'VmHWM'),
    ...(await measureTriggers(product)),
  };
}

function customers(lines: number): Blob {
  const rows = Array.from({ length: lines }, (_, n) => {
    const phone = n % REJECTED_EVERY === 0 ? '12' : `+3706${String(1_000_000 + n)}`;
    return `import-${n},Ona Petraitė ${n},${phone},Lietuva,ona-${n}@example.com,lt`;
  });
  return new Blob([`${COLUMNS}\n${rows.join('\n')}\n`], { type: 'text/csv' });
}

async function importFile({ api, key, db }: Product, file: Blob) {
  const form = new FormData();
  form.set('kind', 'customers');
  form.set('mapping', JSON.stringify(MAPPING));
  form.set('file', file, 'customers.csv');
  let id = '';
  const uploadSeconds = await secondsOf(async () => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${api}/v1/imports`, { method: 'POST', headers, body: form });
    if (!answer.ok) throw new Error(await answer.text());
    ({ id } = (await answer.json()) as { id: string });
  });
  const read = () => db.import.findUniqueOrThrow({ where: { id } });
  const seconds = await secondsOf(() =>
    until('the import is over', async () => ['done', 'failed'].includes((await read()).state), AN_HOUR),
  );
  const { state, rejected, created } = await read();
  if (state !== 'done') throw new Error(`the import ended ${state}`);
  return { uploadSeconds, seconds, rejected, created };
}

/** In turn and taken back each time, so that nothing stays. */
async function measureTriggers({ db }: Product) {
  const seconds = { with: 0, without: 0 };
  for (let round = 0; round < ROUNDS; round++)
    for (const way of ['with', 'without'] as const)
      await inTransaction(db, async (tx) => {
        if (way === 'without')
          await tx.$executeRaw`ALTER TABLE consents DISABLE TRIGGER consents_tell_webhooks`;
        seconds[way] += await secondsOf(
          () => tx.$executeRaw`
            INSERT INTO consents (id, "customerId", channel, purpose, granted, method, text, at, "recordedBy")
            SELECT 'bench_' || n, (SELECT id FROM customers LIMIT 1), 'sms', 'service', true, 'import', 'yes', now(), 'bench'
            FROM generate_series(1, ${CONSENTS}) n`,
        );
        throw new TakenBack();
      }).catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error;
      });
  const each = (all: number) => (all / ROUNDS / CONSENTS) * 1_000_000;
  return { rowWithTriggerUs: each(seconds.with), rowWithoutTriggerUs: each(seconds.without) };
}

class TakenBack extends Error {}

/** As Linux tells it, MiB. */
function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kB] = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
    return kB === undefined ? null : Number(kB) / 1024;
  } catch {
    return null;
  }
}
