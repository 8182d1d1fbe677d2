import { parseArgs } from 'node:util';

export const PARTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
export type Part = (typeof PARTS)[number];

/** What one run measures, and how large. */
export interface Options {
  parts: ReadonlySet<Part>;
  /** Sales taken in, plans woken, weighed and planned again. */
  plans: number;
  /** Rows that reports are made of. */
  followUps: number;
  /** Lines of an import. */
  lines: number;
  /** Messages due at one instant. */
  messages: number;
  /** Messages of the storm against bare workflows, which would take minutes for as many. */
  bareMessages: number;
  /** The provider reports each text's progress while others are still being sent. */
  callbacks: boolean;
  json: boolean;
}

const USAGE = `usage: npm run bench -- [--only a,b,c,d,e,f,g,h] [--plans 400] [--messages 2000] [--bare-messages 500] [--follow-ups 100000] [--lines 100000] [--callbacks] [--json]

  a  sales taken in over HTTP and plans started, to pg-boss and to bare workflow starts
  b  plans woken at one instant, to bare one-activity workflows
  c  messages due at one instant, to pg-boss and to bare one-activity workflows
  d  bytes in Temporal's database of a waiting plan, to a bare waiting workflow
  e  the decision function alone, on one core
  f  a new holiday in the calendar that all plans stand on
  g  every report over so many follow-ups
  h  an import of so many lines, and what the triggers of webhooks cost where nobody listens`;

/** Reads the command line; prints the usage and ends the process where it makes no sense. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        plans: { type: 'string', default: '400' },
        'follow-ups': { type: 'string', default: '100000' },
        lines: { type: 'string', default: '100000' },
        messages: { type: 'string', default: '2000' },
        'bare-messages': { type: 'string', default: '500' },
        callbacks: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) endWith(0);
    return {
      parts: readParts(values.only),
      plans: readCount('plans', values.plans),
      followUps: readCount('follow-ups', values['follow-ups']),
      lines: readCount('lines', values.lines),
      messages: readCount('messages', values.messages),
      bareMessages: readCount('bare-messages', values['bare-messages']),
      callbacks: values.callbacks,
      json: values.json,
    };
  } catch (error) {
    console.error((error as Error).message);
    return endWith(2);
  }
}

function endWith(code: number): never {
  console.error(USAGE);
  process.exit(code);
}

function readParts(only: string | undefined): Set<Part> {
  const named = only?.split(',').map((part) => part.trim()) ?? PARTS;
  const unknown = named.filter((part) => !PARTS.includes(part as Part));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`);
  return new Set(named as Part[]);
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 10) return count;
  throw new Error(`--${name} must be a whole number of 10 or more.`);
}
