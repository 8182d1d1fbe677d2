import { z } from 'zod';
import { calendarDocument } from './calendar-document.js';
import { contactRulesDocument } from './contact-rules-document.js';
import { policyDocument } from './policy-document.js';
import { simulationDocument } from './simulation-document.js';
import { templateDocument } from './template-document.js';

/** Documents that operators write, as JSON Schema for editors. */
export const SCHEMA_NAMES = ['policy', 'calendar', 'contact-rules', 'template', 'simulation'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const SOURCES: Readonly<Record<SchemaName, { title: string; description: string; schema: z.ZodType }>> = {
  policy: {
    title: 'Policy',
    description: 'What follows a sale, a ticket or an agreement',
    schema: policyDocument,
  },
  calendar: {
    title: 'Calendar',
    description: 'Opening hours and holidays with a zone',
    schema: calendarDocument,
  },
  'contact-rules': {
    title: 'Contact rules',
    description: 'When, how often and with which consent customers are contacted',
    schema: contactRulesDocument,
  },
  template: {
    title: 'Template',
    description: 'One message text per language, with a purpose',
    schema: templateDocument,
  },
  simulation: {
    title: 'Simulation',
    description: 'A policy with the documents and facts on which it is tried',
    // In a simulation these are checked one by one, so that all their faults can be named.
    schema: simulationDocument.extend({
      policy: policyDocument,
      calendars: z.array(calendarDocument).optional(),
      contactRules: contactRulesDocument.optional(),
    }),
  },
};

const made = new Map<SchemaName, JsonSchema>();

/**
 * The JSON Schema (draft 2020-12) of a document. It says as much as a schema can: what refers to something else, goes in
 * circles or contradicts itself is found by the parser of the document alone.
 */
export function jsonSchemaOf(name: SchemaName): JsonSchema {
  let schema = made.get(name);
  if (!schema) made.set(name, (schema = makeSchema(name)));
  return schema;
}

function makeSchema(name: SchemaName): JsonSchema {
  const { title, description, schema } = SOURCES[name];
  const { $schema, ...body } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return { $schema, $id: `urn:aftercare:schema:${name}`, title, description, ...body };
}
