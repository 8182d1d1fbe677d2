import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only file with one JSON entry per line. An entry is in the file before `append` returns, so what was
 * answered to a caller survives the death of this process.
 */
export class Journal<Entry> {
  #file: string;
  #descriptor: number;

  private constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'a');
  }

  /** Opens or creates the file and hands back what it held. A torn last line, left by a kill, is left out. */
  static open<Entry>(file: string): { journal: Journal<Entry>; entries: Entry[] } {
    mkdirSync(dirname(file), { recursive: true });
    const entries = existsSync(file) ? readEntries<Entry>(file) : [];
    return { journal: new Journal<Entry>(file), entries };
  }

  append(entry: Entry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }

  /** Replaces the whole file at once; a crash in between leaves the old one. */
  rewrite(entries: Iterable<Entry>): void {
    const draft = `${this.#file}.new`;
    const descriptor = openSync(draft, 'w');
    for (const entry of entries) writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    closeSync(this.#descriptor);
    renameSync(draft, this.#file);
    this.#descriptor = openSync(this.#file, 'a');
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function readEntries<Entry>(file: string): Entry[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  // What follows the last line break was never finished, and so never answered.
  lines.pop();
  return lines.map((line, index) => parseLine<Entry>(line, file, index + 1));
}

function parseLine<Entry>(line: string, file: string, number: number): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch (cause) {
    throw new Error(`${file}, line ${number} is not a journal entry; move the file away to start afresh`, {
      cause,
    });
  }
}
