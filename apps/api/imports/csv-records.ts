import { Transform, type Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';

/** One record of a file. */
export interface CsvRecord {
  /** The line it begins on; the first line of the file is 1. */
  readonly line: number;
  readonly cells: string[];
}

/** The file is no CSV in UTF-8; the message says where. */
export class CsvFault extends Error {}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads CSV as spreadsheets write it, with commas, semicolons or tabs, and hands it on as it comes: nothing but the
 * record under way is held.
 * @param take gets the records in turn, and is waited for
 * @throws `CsvFault`
 */
export async function readCsv(
  file: Readable,
  take: (record: CsvRecord) => Promise<void> | void,
): Promise<void> {
  const text = file.pipe(asUtf8());
  file.on('error', (error) => text.destroy(error));
  const chunks = text[Symbol.asyncIterator]() as AsyncIterator<string>;
  const first = await chunks.next();
  if (first.done) return;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first.value),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  await pipeline(
    async function* () {
      yield first.value;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    },
    parser,
    async (records: AsyncIterable<{ record: string[]; info: { lines: number } }>) => {
      for await (const { record, info } of records) {
        const own = record.reduce((lines, cell) => lines + (cell.match(/\n/g)?.length ?? 0), 0);
        await take({ line: info.lines - own, cells: record });
      }
    },
  ).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new CsvFault(error.message);
    throw error;
  });
}

/** Refuses bytes that are no UTF-8, which would otherwise be stored as question marks. */
function asUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new CsvFault('is not UTF-8; save it as "CSV UTF-8"');
    }
  };
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, decode(chunk) || undefined);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        done(null, decode() || undefined);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** The delimiter that the header has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, next) => (count(next) > count(best) ? next : best), DELIMITERS[0]);
}
