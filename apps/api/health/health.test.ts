import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

it('is not ready while Temporal cannot be reached, and says that it is Temporal', async () => {
  const { body } = await api.as().get('/ready').expect(503);
  expect(body).toEqual({ status: 'not-ready', database: 'reachable', temporal: 'unreachable' });
});

it('counts requests by their route, not by their address', async () => {
  await api.as('staff').get('/v1/customers/cus_none').expect(404);
  const { text } = await api.as().get('/metrics').expect(200);
  expect(text).toContain(
    'aftercare_http_request_seconds_count{method="GET",route="/v1/customers/:id",status="404"} 1',
  );
  expect(text).toContain('process_cpu_seconds_total');
});

it('can be browsed', async () => {
  const { text, headers } = await api.as().get('/docs').expect(200);
  expect(text).toContain('swagger-ui');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
});
