import { saveSignIn } from '@aftercare/db/sign-ins.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, buildCustomer, startTestApi } from '../testing/api.js';

const PASSWORD = 'correct horse battery';
let api: TestApi;
let host: string;

beforeAll(async () => {
  api = await startTestApi();
  await saveSignIn(api.db, { email: 'Rasa@example.com', name: 'Rasa', role: 'manager', password: PASSWORD });
  const staff = { id: 'stf_rasa', key: 'rasa', name: 'Rasa', email: 'rasa@example.com', role: 'manager' };
  await api.db.staff.create({ data: { ...staff, languages: ['lt'] } });
  await api.app.listen(0, '127.0.0.1');
  host = new URL(await api.app.getUrl()).host;
});
afterAll(() => api?.stop());

const signIn = (password = PASSWORD, origin = `http://${host}`) =>
  api
    .as()
    .post('/api/auth/sign-in/email')
    .set({ Host: host, Origin: origin })
    .send({ email: 'rasa@example.com', password });

async function cookieOf(): Promise<string> {
  const { headers } = await signIn().expect(200);
  return (headers['set-cookie'] as unknown as string[]).map((cookie) => cookie.split(';')[0]).join('; ');
}

describe('signing in', () => {
  it('makes a session that is the staff member', async () => {
    const { body } = await api
      .as()
      .get('/v1/me')
      .set('Cookie', await cookieOf())
      .expect(200);
    expect(body).toEqual({ id: 'staff:stf_rasa', role: 'manager', name: 'Rasa', staffId: 'stf_rasa' });
  });

  it('is refused with a wrong password, and nobody can sign up', async () => {
    await signIn('wrong password').expect(401);
    const { status } = await api
      .as()
      .post('/api/auth/sign-up/email')
      .set({ Host: host, Origin: `http://${host}` })
      .send({ email: 'eve@example.com', name: 'Eve', password: PASSWORD });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await api.db.authUser.count({ where: { email: 'eve@example.com' } })).toBe(0);
  });

  it('ends the session when one signs out', async () => {
    const cookie = await cookieOf();
    await api
      .as()
      .post('/api/auth/sign-out')
      .set({ Host: host, Origin: `http://${host}`, Cookie: cookie })
      .send({})
      .expect(200);
    await api.as().get('/v1/me').set('Cookie', cookie).expect(401);
  });

  it('does not help somebody who no longer works here', async () => {
    const cookie = await cookieOf();
    await api.db.staff.update({ where: { key: 'rasa' }, data: { active: false } });
    await api.as().get('/v1/me').set('Cookie', cookie).expect(401);
    await api.db.staff.update({ where: { key: 'rasa' }, data: { active: true } });
  });
});

describe('a change with a session', () => {
  const post = async (headers: Record<string, string>) =>
    api
      .as()
      .post('/v1/customers')
      .set({ Host: host, Cookie: await cookieOf(), ...headers })
      .send(buildCustomer());

  it('is refused from the page of another site', async () => {
    expect((await post({ Origin: 'https://evil.example' })).body.code).toBe('origin.forbidden');
    expect((await post({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  it('is made from the console', async () => {
    expect((await post({ Origin: `http://${host}` })).status).toBe(201);
  });
});

it('stops one address that tries many passwords', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 25 && statuses.at(-1) !== 429; n++) statuses.push((await signIn('guess')).status);
  expect(statuses.at(-1)).toBe(429);
});
