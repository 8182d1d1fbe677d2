import type { z } from 'zod';

/** One thing that is wrong with a document, for the person who wrote it. */
export interface Fault {
  /** JSON Pointer into the document. */
  readonly path: string;
  /** One plain sentence. */
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** JSON Pointer of a path. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function fault(path: Path, message: string): Fault {
  return { path: pointer(path), message };
}

/** The same faults as seen from a document that holds this one at `prefix`. */
export function within(prefix: Path, faults: readonly Fault[]): Fault[] {
  const start = pointer(prefix);
  return faults.map(({ path, message }) => ({ path: `${start}${path}`, message }));
}

/** All faults of shape that a schema finds, or the value when there are none. */
export function checkShape<T>(schema: z.ZodType<T>, json: unknown): { value: T | null; faults: Fault[] } {
  const result = schema.safeParse(json, { error: describe });
  if (result.success) return { value: result.data, faults: [] };
  return { value: null, faults: result.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pointer(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({
    path: pointer([...issue.path, key]),
    message: `"${key}" is not known here.`,
  }));
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Our own sentences for what zod finds; messages given in a schema win over these. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.';
      return `This must be ${KINDS[String(issue.expected)] ?? issue.expected}.`;
    case 'invalid_value':
      if (issue.input === undefined) return 'This is missing.';
      return `${JSON.stringify(issue.input)} is not one of: ${(issue.values as unknown[]).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'array'
        ? 'At least one entry is needed.'
        : `This must not be less than ${String(issue.minimum)}.`;
    case 'too_big':
      return `This must not be more than ${String(issue.maximum)}.`;
    case 'invalid_union':
      return 'This has none of the forms that are possible here.';
    default:
      return undefined;
  }
}

/** The object at a place of a document that may be anything, or null. */
export function asObject(json: unknown): Readonly<Record<string, unknown>> | null {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : null;
}

/** The list at a place of a document that may be anything; what is none counts as empty. */
export function asList(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

export function asText(json: unknown): string | null {
  return typeof json === 'string' ? json : null;
}
