import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const build = (key: string, changes: object = {}) => ({
  key,
  name: key,
  email: `${key}@example.com`,
  role: 'staff',
  ...changes,
});

it('knows staff and their teams', async () => {
  await api.as('operator').post('/v1/teams').send({ key: 'north', name: 'North' }).expect(201);
  const { body: jonas } = await api
    .as('operator')
    .post('/v1/staff')
    .send(build('jonas', { team: 'north' }))
    .expect(201);
  const { body: teams } = await api.as('staff').get('/v1/teams').expect(200);
  const change = { lead: 'jonas' };
  const { body: team } = await api
    .as('operator')
    .patch(`/v1/teams/${teams.items[0].id}`)
    .send(change)
    .expect(200);
  expect(team).toMatchObject({ key: 'north', lead: 'jonas', manager: null, members: 1 });
  const { body: found } = await api.as('staff').get('/v1/staff?team=north&active=true').expect(200);
  expect(found.items).toEqual([jonas]);
});

it('refuses a key or address that is taken, and a team that is none', async () => {
  await api.as('operator').post('/v1/staff').send(build('egle')).expect(201);
  const { body } = await api.as('operator').post('/v1/staff').send(build('egle')).expect(409);
  expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['/key', '/email']);
  await api
    .as('operator')
    .post('/v1/staff')
    .send(build('ieva', { team: 'south' }))
    .expect(400);
});

it('lets nobody below admin make an admin or take over their sign-in', async () => {
  await api
    .as('operator')
    .post('/v1/staff')
    .send(build('boss', { role: 'admin' }))
    .expect(403);
  const { body: boss } = await api
    .as('admin')
    .post('/v1/staff')
    .send(build('boss', { role: 'admin' }))
    .expect(201);
  await api.as('operator').patch(`/v1/staff/${boss.id}`).send({ password: 'a new password' }).expect(403);
  await api.as('staff').patch(`/v1/staff/${boss.id}`).send({ name: 'x' }).expect(403);
});

it('makes a sign-in with a password, whose role follows the staff member', async () => {
  const password = 'a long enough password';
  const { body } = await api.as('admin').post('/v1/staff').send(build('tomas', { password })).expect(201);
  await api
    .as('admin')
    .patch(`/v1/staff/${body.id}`)
    .send({ role: 'manager', email: 'tom@example.com' })
    .expect(200);
  expect(await api.db.authUser.findUnique({ where: { email: 'tom@example.com' } })).toMatchObject({
    role: 'manager',
  });
  const entries = await api.db.audit.findMany({ where: { entityId: body.id } });
  expect(JSON.stringify(entries)).not.toContain(password);
});
