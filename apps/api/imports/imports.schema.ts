import type { Prisma } from '@aftercare/db/client.js';
import type { ApiBodyOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, toInstantText, zoneSchema } from '../common/schemas.js';
import { FIELDS, IMPORT_KINDS, type ImportKind } from './fields.js';

const cellSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** The parts of the upload beside the file, as texts. */
export const importFormSchema = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  mapping: jsonSchema(z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1).max(10)]))),
  defaults: jsonSchema(
    z
      .record(z.string(), cellSchema)
      .refine(({ zone }) => zone === undefined || zoneSchema.safeParse(zone).success, {
        path: ['zone'],
        message: 'must be a time zone of the IANA list, such as Europe/Vilnius',
      })
      .refine(({ dateOrder }) => dateOrder === undefined || ['ymd', 'dmy', 'mdy'].includes(dateOrder), {
        path: ['dateOrder'],
        message: 'must be ymd, dmy or mdy',
      }),
  ).optional(),
  dryRun: z.enum(['true', 'false']).optional(),
});
export type ImportForm = z.infer<typeof importFormSchema>;

/** What the upload is, for the OpenAPI document. */
export const IMPORT_BODY: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file', 'kind', 'mapping'],
    properties: {
      file: { type: 'string', format: 'binary', description: 'CSV in UTF-8 with a header, up to 100 MiB' },
      kind: { type: 'string', enum: [...IMPORT_KINDS] },
      mapping: { type: 'string', description: 'JSON: field to column, or to columns that are put together' },
      defaults: {
        type: 'string',
        description: 'JSON: field to the value of lines that have none; dateOrder: ymd, dmy, mdy',
      },
      dryRun: { type: 'string', enum: ['true', 'false'] },
    },
  },
};

export const importSchema = z
  .object({
    id: z.string(),
    kind: z.enum(IMPORT_KINDS),
    /** queued: waits its turn; stopped: by a person, can go on. */
    state: z.enum(['queued', 'running', 'done', 'failed', 'stopped']),
    dryRun: z.boolean(),
    fileName: z.string(),
    columns: z.array(z.string()),
    /** Lines of the file, without its header. */
    total: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    /** Of the accepted ones those that were not known before; in a dry run those that would be made. */
    created: z.int(),
    error: z.string().nullable(),
    createdBy: z.string(),
    createdAt: instantOut,
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'Import' });
export const importPageSchema = pageOf(importSchema).meta({ id: 'ImportPage' });
export type ImportView = z.infer<typeof importSchema>;
export type ImportRow = Prisma.ImportGetPayload<object>;

export const rejectedQuerySchema = pageQuerySchema.extend({
  format: z.enum(['json', 'csv']).default('json'),
});
export type RejectedQuery = z.infer<typeof rejectedQuerySchema>;

export const rejectedLineSchema = z
  .object({
    /** In the file; the header is line 1. */
    line: z.int(),
    reason: z.string(),
    cells: z.array(z.string()),
  })
  .meta({ id: 'RejectedLine' });
export const rejectedPageSchema = pageOf(rejectedLineSchema).meta({ id: 'RejectedPage' });
export type RejectedLine = z.infer<typeof rejectedLineSchema>;

const fieldSchema = z.object({ field: z.string(), required: z.boolean(), about: z.string() });
export const importFieldsSchema = z
  .record(z.enum(IMPORT_KINDS), z.array(fieldSchema))
  .meta({ id: 'ImportFields' });
export type ImportFields = z.infer<typeof importFieldsSchema>;

/** What files of each kind can tell, for whoever maps columns. */
export function listFields(): ImportFields {
  const of = (kind: ImportKind) =>
    Object.entries(FIELDS[kind]).map(([field, { required, about }]) => ({
      field,
      required: required ?? false,
      about,
    }));
  return Object.fromEntries(IMPORT_KINDS.map((kind) => [kind, of(kind)])) as ImportFields;
}

export function toImport(row: ImportRow): ImportView {
  return {
    id: row.id,
    kind: row.kind as ImportKind,
    state: row.state as ImportView['state'],
    dryRun: row.dryRun,
    fileName: row.fileName,
    columns: row.columns,
    total: row.total,
    accepted: row.accepted,
    rejected: row.rejected,
    created: row.created,
    error: row.error,
    createdBy: row.createdBy,
    createdAt: toInstantText(row.createdAt),
    endedAt: row.endedAt && toInstantText(row.endedAt),
  };
}

/** JSON in a text part. */
function jsonSchema<T extends z.ZodType>(inner: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.issues.push({ code: 'custom', input: text, message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(inner);
}
