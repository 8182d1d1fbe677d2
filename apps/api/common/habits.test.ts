import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, buildCustomer, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

describe('who may call', () => {
  it.each([
    ['no key', undefined],
    ['an unknown key', 'Bearer aft_unknown'],
    ['another scheme', 'Basic YTpi'],
  ])('answers 401 to %s', async (_, authorization) => {
    const call = api.as().get('/v1/customers');
    const { body, headers } = await (authorization ? call.set('Authorization', authorization) : call).expect(
      401,
    );
    expect(body.code).toBe('credentials.missing');
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  it('answers 401 to a revoked key', async () => {
    await api.db.apiKey.updateMany({ where: { role: 'admin' }, data: { revokedAt: new Date() } });
    await api.as('admin').get('/v1/customers').expect(401);
    await api.db.apiKey.updateMany({ where: { role: 'admin' }, data: { revokedAt: null } });
  });

  it('answers 403 to a role that may not, and lets in the roles that include one that may', async () => {
    const { body } = await api.as('manager').patch('/v1/me').expect(404);
    expect(body.code).toBe('route.not-found');
    const refused = await api.as('intake').get('/v1/audit').expect(403);
    expect(refused.body.code).toBe('role.forbidden');
    for (const role of ['manager', 'operator', 'admin'] as const)
      await api.as(role).get('/v1/audit').expect(200);
  });

  it('says who one is', async () => {
    const { body } = await api.as('operator').get('/v1/me').expect(200);
    expect(body).toMatchObject({ role: 'operator', name: 'operator' });
  });
});

describe('problems', () => {
  it('have the form of RFC 9457 and the id of the request', async () => {
    const response = await api
      .as('staff')
      .get('/v1/customers/cus_none')
      .set('X-Request-Id', 'mine-12345678')
      .expect(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.headers['x-request-id']).toBe('mine-12345678');
    expect(response.body).toEqual({
      type: 'urn:aftercare:problem:customer.not-found',
      title: 'Not found',
      status: 404,
      code: 'customer.not-found',
      detail: 'There is no such customer',
      errors: [],
      requestId: 'mine-12345678',
    });
  });

  it('answer malformed JSON with 400, a route that is none with 404, a body over 1 MiB with 413', async () => {
    const post = (body: string) =>
      api.as('intake').post('/v1/customers').set('Content-Type', 'application/json').send(body);
    expect((await post('{"name":').expect(400)).body.code).toBe('request.malformed');
    expect((await post(JSON.stringify({ name: 'x'.repeat(2 ** 20) })).expect(413)).body.code).toBe(
      'request.too-large',
    );
    expect((await api.as('staff').get('/v1/nothing').expect(404)).body.code).toBe('route.not-found');
    expect((await api.as('staff').get('/v1/customers/%E0%A4%A').expect(400)).body.code).toBe(
      'request.malformed',
    );
  });

  it('answer a body that is none, or no object, with one fault', async () => {
    for (const body of ['[]', 'null', '"text"']) {
      const call = api.as('intake').post('/v1/customers').set('Content-Type', 'application/json').send(body);
      expect((await call).status, body).toBe(400);
    }
    await api.as('intake').post('/v1/customers').expect(400);
  });

  it('refuse a text that the database cannot hold', async () => {
    const { body } = await api
      .as('intake')
      .post('/v1/customers')
      .send(buildCustomer({ name: 'O\u0000na' }))
      .expect(400);
    expect(body.errors).toMatchObject([{ path: '/name' }]);
    await api.as('staff').get('/v1/customers/a%00b').expect(400);
    await api.as('staff').get('/v1/customers?q=a%00b').expect(400);
  });
});

describe('Idempotency-Key', () => {
  const consents = async (externalId: string) => {
    const { body } = await api.as('intake').post('/v1/customers').send(buildCustomer({ externalId }));
    return `/v1/customers/${body.id}/consents`;
  };
  const consent = { channel: 'sms', purpose: 'all', granted: true, method: 'web', text: 'ok' };

  it('answers the same to the same call, which is done once', async () => {
    const path = await consents('i-1');
    const post = () => api.as('intake').post(path).set('Idempotency-Key', 'k-1').send(consent);
    const first = await post().expect(201);
    const second = await post().expect(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await api.db.consent.count({ where: { id: first.body.id } })).toBe(1);
  });

  it('refuses the key for another body, and keeps keys of callers apart', async () => {
    const path = await consents('i-2');
    const post = (role: 'intake' | 'staff', purpose: string) =>
      api
        .as(role)
        .post(path)
        .set('Idempotency-Key', 'k-2')
        .send({ ...consent, purpose });
    await post('intake', 'all').expect(201);
    expect((await post('intake', 'survey').expect(409)).body.code).toBe('idempotency.conflict');
    await post('staff', 'survey').expect(201);
  });

  it('does a call once that comes many times at the same moment', async () => {
    const path = await consents('i-3');
    const post = () => api.as('intake').post(path).set('Idempotency-Key', 'k-3').send(consent);
    const answers = await Promise.all([post(), post(), post(), post()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('may be used again after a refusal, since nothing was stored', async () => {
    const path = await consents('i-4');
    const post = (method: string) =>
      api
        .as('intake')
        .post(path)
        .set('Idempotency-Key', 'k-4')
        .send({ ...consent, method });
    await post('').expect(400);
    await post('web').expect(201);
  });

  it('is a first call again when the process of the first one died long ago', async () => {
    const path = await consents('i-5');
    const post = () => api.as('intake').post(path).set('Idempotency-Key', 'k-5').send(consent);
    await post().expect(201);
    await api.db.$executeRaw`UPDATE idempotent_answers SET status = 0, "createdAt" = now() - interval '1 hour'
                             WHERE key = 'k-5'`;
    const again = await post().expect(201);
    expect(again.headers['idempotent-replayed']).toBeUndefined();
  });
});

describe('rates', () => {
  it('answers 429 with Retry-After to a key that calls too often, and still serves the others', async () => {
    const limited = await startTestApi({ rateLimitPerMinute: 3 });
    try {
      for (let n = 0; n < 3; n++) await limited.as('staff').get('/v1/me').expect(200);
      const { body, headers } = await limited.as('staff').get('/v1/me').expect(429);
      expect(body.code).toBe('rate.too-many');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      await limited.as('intake').get('/v1/me').expect(200);
    } finally {
      await limited.stop();
    }
  });
});

describe('a database that is away', () => {
  it('is told as 503, and the process is still up', async () => {
    const lonely = await startTestApi({ databaseUrl: 'postgresql://postgres@127.0.0.1:1/none' });
    try {
      const { body } = await lonely.as('staff').get('/v1/me').expect(503);
      expect(body.code).toBe('database.unavailable');
      await lonely.as().get('/health').expect(200, { status: 'up' });
      const ready = await lonely.as().get('/ready').expect(503);
      expect(ready.body).toEqual({ status: 'not-ready', database: 'unreachable', temporal: 'unreachable' });
    } finally {
      await lonely.stop();
    }
  });
});
