import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { YAMLParseError } from 'yaml';
import { simulate, type Wanted } from './simulate.js';

const USAGE = `Shows what would follow from a policy, without a server and without touching anything.

  npx aftercare simulate FILE [--until INSTANT] [--json]

FILE     YAML or JSON of the form that POST /v1/simulations takes: now, zone, policy, calendars, contactRules,
         customer, subject, events; "-" reads it from standard input
--until  shows dates up to this instant, such as 2028-11-22T09:00:00Z; default: two years after "now"
--json   prints the whole answer as JSON, with every reason

Exit code 0: simulated; 1: the document has faults, all of which are named; 2: the command was not understood.`;

interface Command extends Wanted {
  readonly file: string;
}

async function main(): Promise<number> {
  const command = readCommand();
  if (typeof command === 'number') return command;
  const { isGood, text } = simulate(await readText(command.file), command);
  if (isGood || command.json) console.log(text);
  else console.error(text);
  return isGood ? 0 : 1;
}

/** The command, or the exit code when there is nothing to run. */
function readCommand(): Command | number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        until: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return printUsage(0);
    const [verb, file, ...rest] = positionals;
    if (verb === 'simulate' && file !== undefined && rest.length === 0) {
      return { file, until: values.until, json: values.json };
    }
  } catch (error) {
    console.error((error as Error).message);
  }
  return printUsage(2);
}

function printUsage(exitCode: number): number {
  (exitCode === 0 ? console.log : console.error)(USAGE);
  return exitCode;
}

async function readText(file: string): Promise<string> {
  if (file !== '-') return readFile(file, 'utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected =
    error instanceof YAMLParseError || typeof (error as NodeJS.ErrnoException).code === 'string';
  console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
}
