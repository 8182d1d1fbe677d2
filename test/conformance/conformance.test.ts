import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../../apps/api/testing/api.js';
import { runSimulation } from '@aftercare/workflows/documents/run-simulation.js';
import { parseSimulation } from '@aftercare/workflows/documents/simulation-document.js';
import { readCases } from './cases.js';
import { check, type Answer } from './check.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

/** As the worker and the command line ask. */
function askDirectly(body: unknown): Answer {
  const parsed = parseSimulation(body);
  if (!parsed.ok) return { status: 400, body: { code: 'policy.invalid', errors: parsed.errors } };
  const text = JSON.stringify(runSimulation(parsed.simulation));
  return { status: 200, body: JSON.parse(text) as Answer['body'] };
}

async function askOverHttp(body: object): Promise<Answer> {
  const answer = await api.as('operator').post('/v1/simulations').send(body);
  return { status: answer.status, body: answer.body as Answer['body'] };
}

describe.each(['cases.yaml', 'own-cases.yaml'])('%s', (file) => {
  it.each(readCases(file).map((one) => [`${one.id} (${one.from})`, one] as const))(
    '%s',
    async (_, { given, expect: wanted }) => {
      const until = given['until'] as string | undefined;
      expect(check(wanted, askDirectly(given), until)).toEqual([]);
      expect(check(wanted, await askOverHttp(given), until)).toEqual([]);
    },
  );
});
