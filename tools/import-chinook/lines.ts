import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { CsvError } from 'csv-parse';
import type { Line } from './mapping.js';

export interface NumberedLine {
  /** Where it stands in the file; the header is line 1. */
  readonly number: number;
  readonly line: Line;
}

/** The lines of a CSV file as a stream. Lines that are no CSV go to `onBroken` and the rest goes on. */
export function readLines(
  file: string,
  onBroken: (number: number, reason: string) => void,
): AsyncIterable<NumberedLine> {
  const parser = parse({
    columns: true,
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      onBroken(brokenLine(error), error?.message ?? 'not readable');
      return undefined;
    },
  });
  const records = createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  return number(records);
}

async function* number(
  records: AsyncIterable<{ record: Line; info: { lines: number } }>,
): AsyncIterable<NumberedLine> {
  for await (const { record, info } of records) yield { number: info.lines, line: record };
}

function brokenLine(error: CsvError | undefined): number {
  const { lines } = (error ?? {}) as { lines?: number };
  return lines ?? 0;
}

/** Works on up to `limit` items at once and takes the next one only when there is room. */
export async function forEachAtOnce<T>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  for await (const item of items) {
    const job: Promise<void> = work(item).finally(() => running.delete(job));
    job.catch(() => {}); // told by race or all below; here only so that a second failure is not "unhandled"
    running.add(job);
    if (running.size >= limit) await Promise.race(running);
  }
  await Promise.all(running);
}
