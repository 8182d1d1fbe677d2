import { SCHEMA_NAMES } from '@aftercare/workflows/documents/json-schema.js';
import { z } from 'zod';

export const schemaNameSchema = z.enum(SCHEMA_NAMES);

/** A JSON Schema is an object of its own kind; it is not described further here. */
export const jsonSchemaSchema = z
  .looseObject({ $id: z.string(), title: z.string() })
  .meta({ id: 'JsonSchema' });
