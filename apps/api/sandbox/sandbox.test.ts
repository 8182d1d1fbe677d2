import { expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.js';

async function withApi(changes: object, work: (api: TestApi) => Promise<void>): Promise<void> {
  const api = await startTestApi(changes);
  try {
    await work(api);
  } finally {
    await api.stop();
  }
}

it('There is no moved clock in production', () =>
  withApi({ sandbox: false, secret: 'x'.repeat(32) }, async (api) => {
    for (const path of ['advance', 'reset', 'speed'])
      await api.as('admin').post(`/v1/sandbox/${path}`).send({ by: 'P3D' }).expect(404);
    await api.as('admin').get('/v1/sandbox/clock').expect(404);
  }));

it('In the sandbox the clock is shown and moved, forwards only, by those who may', () =>
  withApi({}, async (api) => {
    const { body: clock } = await api.as('staff').get('/v1/sandbox/clock').expect(200);
    expect(clock).toMatchObject({ speed: 1, next: null, zone: 'Europe/Vilnius' });
    expect(clock.now).toMatch(/^2026-11-22T09:00/);
    const advance = (body: object) => api.as('manager').post('/v1/sandbox/advance').send(body);
    const { body: moved } = await advance({ by: 'P3D' }).expect(200);
    expect(moved).toMatchObject({ carriedOut: 0, sent: 0 });
    expect(moved.now).toMatch(/^2026-11-25T09:00/);
    expect((await advance({ to: '2026-11-24T09:00:00Z' }).expect(400)).body.errors).toMatchObject([
      { path: '/to' },
    ]);
    await advance({ by: 'three days' }).expect(400);
    await advance({}).expect(400);
    await api.as('staff').post('/v1/sandbox/advance').send({ by: 'P3D' }).expect(403);
  }));
