import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ImportStopped } from './api.js';
import { importChinook } from './import.js';
import type { ImportReport, Totals } from './import.js';

const USAGE = `Sends the customers and invoices of the Chinook sample shop to a running Aftercare.

  node tools/dist/import-chinook/main.js --api URL --key KEY [--report FILE] [--data FOLDER]

--key     an API key with the role intake, operator or admin
--report  also writes the whole report to this file, as JSON
--data    the folder with customers.csv and invoices.csv; default: tools/data/chinook

Zones come from country and state; where these do not tell, the first zone of the country is taken.`;

/** Seen from tools/dist/import-chinook, where the built program lies. */
const DEFAULT_FOLDER = fileURLToPath(new URL('../../data/chinook', import.meta.url));

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return 2;
  const report = await importChinook({
    api: options.api,
    key: options.key,
    folder: options.data ?? DEFAULT_FOLDER,
  });
  print(report);
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function readOptions() {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { api: text, key: text, report: text, data: text } });
    if (values.api && values.key && URL.canParse(values.api))
      return { ...values, api: values.api, key: values.key };
  } catch (error) {
    console.error((error as Error).message);
  }
  console.error(USAGE);
  return null;
}

function print({ customers, sales, rejected }: ImportReport): void {
  for (const { file, line, reason } of rejected) console.log(`${file} line ${line}: ${reason}`);
  console.log(`customers: ${describe(customers)}`);
  console.log(`sales: ${describe(sales)}`);
}

function describe({ total, created, unchanged, rejected }: Totals): string {
  return `${total} lines, ${created} created, ${unchanged} unchanged, ${rejected} rejected`;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected = error instanceof ImportStopped || (error as NodeJS.ErrnoException).code === 'ENOENT';
  console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
}
