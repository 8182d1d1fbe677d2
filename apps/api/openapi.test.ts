import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRoutes } from './common/routes.js';
import { type TestApi, startTestApi } from './testing/api.js';

let api: TestApi;
let document: {
  paths: Record<
    string,
    Record<
      string,
      { operationId: string; responses: Record<string, { content?: Record<string, { schema?: object }> }> }
    >
  >;
};

/** Set by `@ApiExcludeController()`. */
const EXCLUDED = 'swagger/apiExcludeController';

beforeAll(async () => {
  api = await startTestApi();
  ({ body: document } = await api.as().get('/openapi.json').expect(200));
});
afterAll(() => api?.stop());

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

it('has every route with a schema for every parameter', () => {
  const routes = listRoutes(api.app);
  expect(routes.filter(({ unchecked }) => unchecked.length > 0)).toEqual([]);
  // Pages for customers are for people, not for programs.
  const described = routes.filter(({ controller }) => !Reflect.hasMetadata(EXCLUDED, controller));
  expect(operations()).toHaveLength(described.length);
});

it('gives each operation a name of its own', () => {
  const names = operations().map(({ operationId }) => operationId);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('says what every operation answers', () => {
  const silent = operations().filter(({ responses }) => {
    const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    return !good.some(([status, { content = {} }]) => status === '204' || hasShape(content));
  });
  expect(silent.map(({ operationId }) => operationId)).toEqual([]);
});

function hasShape(content: Record<string, { schema?: object }>): boolean {
  return Object.values(content).some(({ schema }) => Object.keys(schema ?? {}).length > 0);
}

it('is a valid document from which the console can take its types', async () => {
  const types = astToString(await openapiTS(JSON.stringify(document)));
  expect(types).toContain('phoneState: "ok" | "doubtful" | "landline" | "invalid"');
});

it('is committed as it is now (`npm run openapi` writes it)', async () => {
  const committed = await readFile(new URL('openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(document);
});
