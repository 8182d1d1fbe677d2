import type { Fault } from '@aftercare/workflows/documents/fault.js';
import { runSimulation } from '@aftercare/workflows/documents/run-simulation.js';
import { parseSimulation } from '@aftercare/workflows/documents/simulation-document.js';
import { parse } from 'yaml';
import { describeSimulation } from './simulation-table.js';

export interface Wanted {
  /** RFC 3339; in place of the document's own. */
  readonly until?: string;
  readonly json: boolean;
}

/** Simulates a document (YAML or JSON). `text` is what to print: the answer, or all faults of the document. */
export function simulate(document: string, { until, json }: Wanted): { isGood: boolean; text: string } {
  const parsed = parseSimulation(withUntil(parse(document), until));
  if (!parsed.ok) return { isGood: false, text: describeFaults(parsed.errors, json) };
  const answer = runSimulation(parsed.simulation);
  return { isGood: true, text: json ? print(answer) : describeSimulation(answer, parsed.simulation) };
}

function withUntil(json: unknown, until: string | undefined): unknown {
  return until === undefined || typeof json !== 'object' ? json : { ...json, until };
}

function describeFaults(errors: readonly Fault[], asJson: boolean): string {
  if (asJson) return print({ code: 'policy.invalid', errors });
  return errors.map(({ path, message }) => `${path || '(the document)'}  ${message}`).join('\n');
}

function print(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
