import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { z } from 'zod';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** `?limit=&after=` of every list; extend it with the filters of the list. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  after: z.string().max(1000).optional(),
});

export type PageQuery = z.infer<typeof pageQuerySchema>;

/** One page of a list; `next` goes into `?after=`, null on the last page. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total?: number;
}

/** The schema of a page, for the OpenAPI document. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().optional() });

/**
 * Makes a page of rows that were read with one more than `limit`.
 * @param place what `after` has to hold to go on behind a row: the values of its sort order
 */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  toItem: (row: R) => T,
  place: (row: R) => readonly Place[],
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(place(last)) : null;
  return { items: shown.map(toItem), next };
}

export type Place = string | number | null;

export function encodeCursor(place: readonly Place[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place a cursor stands for. @throws `request.invalid` for a cursor that no answer of ours gave */
export function decodeCursor<T extends z.ZodType<readonly Place[]>>(after: string, schema: T): z.infer<T> {
  const parsed = schema.safeParse(parseJson(Buffer.from(after, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new DomainError('request.invalid', 'The request does not fit; see errors', {
    errors: [{ path: '/after', message: 'is not a cursor of this list' }],
  });
}

/** Lists sorted by id alone: the id that the page begins behind, if any. */
export function idBehind({ after }: PageQuery): string | undefined {
  return after === undefined ? undefined : decodeCursor(after, z.tuple([z.string()]))[0];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON is no cursor, which the schema then says
  }
}
