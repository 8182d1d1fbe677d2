import { canonicalJson } from '../common/canonical-json.js';
import { toPointer } from '../common/faults.js';

/** One difference between two documents. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** JSON Pointer, with steps and targets by their names: `/steps/thank-you/due/offset`. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** What changed from one document to another. The order of steps is no difference, since due dates order them. */
export function diffDocuments(from: unknown, to: unknown, path: readonly PropertyKey[] = []): Change[] {
  if (canonicalJson(from) === canonicalJson(to)) return [];
  const [before, after] = [toFields(from), toFields(to)];
  if (before === null || after === null) return [toChange(from, to, toPointer(path))];
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields.flatMap((field) => diffDocuments(before.get(field), after.get(field), [...path, field]));
}

function toChange(from: unknown, to: unknown, path: string): Change {
  if (from === undefined) return { kind: 'added', path, to };
  if (to === undefined) return { kind: 'removed', path, from };
  return { kind: 'changed', path, from, to };
}

/** The parts of an object, or of a list whose items have names; null for anything that is one value. */
function toFields(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const named = value.map((item: unknown) => [nameOf(item), item] as const);
  const names = named.map(([name]) => name);
  const isSet = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isSet && names.length > 0 ? new Map(named as [string, unknown][]) : null;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const name = 'step' in item ? item.step : 'target' in item ? item.target : undefined;
  return typeof name === 'string' ? name : undefined;
}
