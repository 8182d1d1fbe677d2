import { SCHEMA_NAMES } from '@aftercare/workflows/documents/json-schema.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

describe('JSON Schema of the documents', () => {
  it.each(SCHEMA_NAMES)('of %s is there for everybody, also for an editor in a page', async (name) => {
    const answer = await api.as().get(`/v1/schemas/${name}`).expect(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.body).toMatchObject({ $id: `urn:aftercare:schema:${name}`, type: 'object' });
  });

  it('of something else is refused', async () => {
    await api.as().get('/v1/schemas/invoice').expect(400);
  });
});
