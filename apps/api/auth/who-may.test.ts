import { ImATeapotException } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';
import { ROLES } from './roles.js';

type Caller = (typeof ROLES)[number] | 'nobody';
const CALLERS: readonly Caller[] = [...ROLES, 'nobody'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What a route answers here to whoever was let in. */
const LET_IN = 418;

interface Line {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  /** `GET /v1/me` */
  readonly route: string;
  readonly who: readonly string[];
}

let api: TestApi;
let table: readonly Line[];

beforeAll(async () => {
  // Stands behind the guard that is tried, so that no route does anything.
  const stop = {
    canActivate: () => {
      throw new ImATeapotException();
    },
  };
  api = await startTestApi({}, (app) => app.useGlobalGuards(stop));
  table = readTable(await readFile(new URL('who-may.txt', import.meta.url), 'utf8'));
});
afterAll(() => api?.stop());

function readTable(text: string): Line[] {
  let who: string[] = [];
  return text.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    if (line.endsWith(':')) {
      who = line.slice(0, -1).split(' ');
      return [];
    }
    const [method, path] = line.split(/ +/) as [string, string];
    return [{ method: method.toLowerCase() as Line['method'], path, route: `${method} ${path}`, who }];
  });
}

it('names every route of the API, each once', async () => {
  const { body } = await api.as().get('/openapi.json').expect(200);
  const paths = (body as { paths: Record<string, object> }).paths;
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => method in operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(table.map(({ route }) => route).sort()).toEqual(routes.sort());
});

it('names only roles that there are', () => {
  const known: readonly string[] = [...ROLES, 'anyone'];
  expect(table.flatMap(({ who }) => who).filter((name) => !known.includes(name))).toEqual([]);
});

it('lets in whom the table names, and nobody else', async () => {
  const faults: string[] = [];
  for (const line of table)
    for (const caller of CALLERS) {
      const { status } = await call(line, caller);
      const wanted = expectedOf(line, caller);
      if (status !== wanted) faults.push(`${line.route} answers ${caller} ${status}, not ${wanted}`);
    }
  expect(faults).toEqual([]);
}, 120_000);

function call({ method, path }: Line, caller: Caller) {
  const address = path.replaceAll(/\{[^}]+\}/g, 'one');
  return api.as(caller === 'nobody' ? undefined : caller)[method](address);
}

function expectedOf({ who }: Line, caller: Caller): number {
  if (who.includes('anyone') || who.includes(caller)) return LET_IN;
  return caller === 'nobody' ? 401 : 403;
}
