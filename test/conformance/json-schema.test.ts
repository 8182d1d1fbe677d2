import { PUBLISHED } from '@aftercare/db/seed/policies/published.js';
import { CALENDARS } from '@aftercare/db/seed/documents.js';
import { SCHEMA_NAMES, jsonSchemaOf, type SchemaName } from '@aftercare/workflows/documents/json-schema.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { readCases } from './cases.js';

/** Everything a document gets wrong against its published schema. */
function faults(name: SchemaName, document: unknown): unknown {
  // `examples` and the like are for editors.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(jsonSchemaOf(name));
  // As it would stand in a file.
  validate(JSON.parse(JSON.stringify(document)));
  return validate.errors ?? [];
}

describe('the published JSON Schema', () => {
  it.each(SCHEMA_NAMES)('of %s has a name, a title and descriptions', (name) => {
    const schema = jsonSchemaOf(name);
    expect(schema.$id).toBe(`urn:aftercare:schema:${name}`);
    expect(schema.title).toBeTruthy();
    expect(schema.description).toBeTruthy();
  });

  it.each(PUBLISHED)('lets the seeded policy $document.policy through', ({ document }) => {
    expect(faults('policy', document)).toEqual([]);
  });

  it.each(CALENDARS)('lets the seeded calendar $calendar through', (calendar) => {
    expect(faults('calendar', calendar)).toEqual([]);
  });

  const good = ['cases.yaml', 'own-cases.yaml'].flatMap(readCases).filter(({ expect: { error } }) => !error);
  it.each(good)('lets the simulation of the case $id through', ({ given }) => {
    expect(faults('simulation', given)).toEqual([]);
  });

  it('finds what a schema can find: names, anchors, durations, times', () => {
    const step = {
      step: 'A',
      kind: 'sms',
      due: { from: 'sale.bought', offset: '3 days', at: '9' },
      colour: 'red',
    };
    const policy = { policy: 'p', name: 'P', subject: 'sale', family: 'f', rank: 1, steps: [step] };
    const found = (faults('policy', policy) as { instancePath: string }[]).map(
      ({ instancePath }) => instancePath,
    );
    expect(found).toEqual(
      expect.arrayContaining([
        '/steps/0',
        '/steps/0/step',
        '/steps/0/due/from',
        '/steps/0/due/offset',
        '/steps/0/due/at',
      ]),
    );
  });
});
