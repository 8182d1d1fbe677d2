import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail as the sink keeps it. */
export interface StoredMail {
  /** RFC 3339, UTC. */
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  messageId: string | null;
  /** All headers by their names in small letters, as they stood in the mail; mails of earlier versions have none. */
  headers?: Record<string, string>;
}

/** Mails as JSON lines in one file, so that they survive a restart. */
export class MailStore {
  private readonly file: string;
  private readonly mails: StoredMail[];

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'mails.jsonl');
    this.mails = existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').flatMap(parseLine) : [];
  }

  add(mail: StoredMail): void {
    appendFileSync(this.file, `${JSON.stringify(mail)}\n`);
    this.mails.push(mail);
  }

  /** Oldest first; with `to`, only those to that address. */
  list(to: string | null): StoredMail[] {
    return to === null ? this.mails : this.mails.filter((mail) => mail.to.includes(to.toLowerCase()));
  }

  /** The n-th mail that came, counted from one. */
  find(number: number): StoredMail | undefined {
    return this.mails[number - 1];
  }

  /** The number of a mail, for its address. */
  numberOf(mail: StoredMail): number {
    return this.mails.indexOf(mail) + 1;
  }
}

/** A kill in the middle of writing leaves a last line that is no JSON; the mail was then not accepted either. */
function parseLine(line: string): StoredMail[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as StoredMail];
  } catch {
    return [];
  }
}
