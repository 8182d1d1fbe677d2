import { describe, expect, it } from 'vitest';
import { runSimulation } from '@aftercare/workflows/documents/run-simulation.js';
import { parseSimulation } from '@aftercare/workflows/documents/simulation-document.js';
import { readCases, type Case } from './cases.js';
import { check, type Answer } from './check.js';

/** Cases that are not fulfilled yet, with the reason. Empty: everything is. */
const pending: Readonly<Record<string, string>> = {};

function simulate(body: unknown): Answer {
  const parsed = parseSimulation(body);
  if (!parsed.ok) return { status: 400, body: { code: 'policy.invalid', errors: parsed.errors } };
  // As it would come over HTTP.
  return {
    status: 200,
    body: JSON.parse(JSON.stringify(runSimulation(parsed.simulation))) as Answer['body'],
  };
}

function run({ given, expect: wanted }: Case): void {
  expect(check(wanted, simulate(given), given['until'] as string | undefined)).toEqual([]);
}

describe.each(['cases.yaml', 'own-cases.yaml'])('%s', (file) => {
  for (const one of readCases(file)) {
    const reason = pending[one.id];
    if (reason === undefined) it(`${one.id} (${one.from})`, () => run(one));
    else it(`${one.id} is pending: ${reason}`, () => expect(() => run(one)).toThrow());
  }
});
