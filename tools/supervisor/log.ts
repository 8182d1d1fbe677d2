/** Prints lines of several processes to one terminal, each with the name of its process in front. */

const COLOURS = [36, 33, 35, 32, 34, 31, 96, 93, 95, 92, 94];
const PREFIX_WIDTH = 11;
const LEVELS: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
/** Said by the prefix or of no use to a reader. */
const HIDDEN = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'name', 'v']);

const withColour = process.stdout.isTTY === true && !process.env.NO_COLOR;
const colourOf = new Map<string, number>();

/** Writes one line of the process `name`. */
export function logLine(name: string, line: string): void {
  const prefix = name.padEnd(PREFIX_WIDTH);
  console.log(withColour ? `\x1b[${colour(name)}m${prefix}\x1b[0m ${line}` : `${prefix} ${line}`);
}

/** A line of our applications, which log JSON, as a person would write it; any other line as it is. */
export function readable(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    if (typeof record.level !== 'number' || typeof record.msg !== 'string') return line;
    const rest = Object.entries(record).filter(([key]) => !HIDDEN.has(key));
    const level = LEVELS[record.level] ?? record.level;
    return [level, record.msg, ...rest.map(([key, value]) => detail(key, value))].join(' ');
  } catch {
    return line;
  }
}

/** What says most of a value: of a request its method and address, of an error its message. */
function detail(key: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${key}=${String(value)}`;
  const { method, url, message } = value as Record<string, unknown>;
  if (typeof method === 'string' && typeof url === 'string') return `${method} ${url}`;
  if (typeof message === 'string') return `${key}=${message}`;
  return `${key}=${JSON.stringify(value)}`;
}

function colour(name: string): number {
  if (!colourOf.has(name)) colourOf.set(name, COLOURS[colourOf.size % COLOURS.length]!);
  return colourOf.get(name)!;
}
