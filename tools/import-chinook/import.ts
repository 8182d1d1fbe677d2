import { join } from 'node:path';
import { post } from './api.js';
import type { Outcome } from './api.js';
import { forEachAtOnce, readLines } from './lines.js';
import { customerExternalId, mapCustomer, mapSale } from './mapping.js';
import type { Line, Mapped } from './mapping.js';

export interface ImportRequest {
  /** Base address, such as http://127.0.0.1:3000 */
  readonly api: string;
  readonly key: string;
  /** The folder that holds customers.csv and invoices.csv. */
  readonly folder: string;
}

export interface Rejection {
  readonly file: string;
  /** In the file; the header is line 1. */
  readonly line: number;
  readonly reason: string;
}

export interface Totals {
  total: number;
  created: number;
  unchanged: number;
  rejected: number;
}

export interface ImportReport {
  readonly customers: Totals;
  readonly sales: Totals;
  readonly rejected: Rejection[];
}

const AT_ONCE = 4;

/**
 * Sends all customers, then all sales. Every line is created, found unchanged, or rejected with its reason. Doing it
 * again changes nothing. Throws `ImportStopped` when the API cannot be reached or does not take the key.
 */
export async function importChinook(request: ImportRequest): Promise<ImportReport> {
  const rejected: Rejection[] = [];
  const refusedCustomers = new Map<string, number>();

  const customers = await importFile(request, rejected, {
    file: 'customers.csv',
    path: '/v1/customers',
    map: mapCustomer,
    onRejected: (line, number) => refusedCustomers.set(customerExternalId(line['CustomerId'] ?? ''), number),
  });
  const sales = await importFile(request, rejected, {
    file: 'invoices.csv',
    path: '/v1/sales',
    map: (line) => {
      const refused = refusedCustomers.get(customerExternalId(line['CustomerId'] ?? ''));
      return refused === undefined
        ? mapSale(line)
        : { reason: `its customer (customers.csv, line ${refused}) was rejected` };
    },
  });
  rejected.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { customers, sales, rejected };
}

interface FileRules {
  readonly file: string;
  readonly path: string;
  readonly map: (line: Line) => Mapped<object>;
  readonly onRejected?: (line: Line, number: number) => void;
}

async function importFile(request: ImportRequest, rejected: Rejection[], rules: FileRules): Promise<Totals> {
  const totals: Totals = { total: 0, created: 0, unchanged: 0, rejected: 0 };
  const count = (number: number, outcome: Outcome): void => {
    totals.total += 1;
    totals[outcome.state] += 1;
    if (outcome.state === 'rejected')
      rejected.push({ file: rules.file, line: number, reason: outcome.reason });
  };
  const broken = (number: number, reason: string): void => count(number, { state: 'rejected', reason });

  await forEachAtOnce(
    readLines(join(request.folder, rules.file), broken),
    AT_ONCE,
    async ({ number, line }) => {
      const mapped = rules.map(line);
      const outcome: Outcome =
        'reason' in mapped
          ? { state: 'rejected', reason: mapped.reason }
          : await post(request, rules.path, mapped.body);
      count(number, outcome);
      if (outcome.state === 'rejected') rules.onRejected?.(line, number);
    },
  );
  return totals;
}
