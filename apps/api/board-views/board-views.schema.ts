import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { instantOut, textSchema, toInstantText } from '../common/schemas.js';
import type { Actor } from '../common/actor.js';

const MOST_FILTERS = 20;

/** The board's filters as its address has them: name to words, several joined by commas. */
const filtersSchema = z
  .record(textSchema(40), textSchema(500))
  .refine((filters) => Object.keys(filters).length <= MOST_FILTERS, `at most ${MOST_FILTERS} filters`);

export const saveBoardViewSchema = z
  .strictObject({ name: textSchema(60), filters: filtersSchema, shared: z.boolean().default(false) })
  .meta({ id: 'SaveBoardView' });
export type SaveBoardView = z.infer<typeof saveBoardViewSchema>;

export const boardViewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    filters: z.record(z.string(), z.string()),
    shared: z.boolean(),
    /** Whether it is the caller's own. */
    mine: z.boolean(),
    createdAt: instantOut,
  })
  .meta({ id: 'BoardView' });
export const boardViewPageSchema = pageOf(boardViewSchema).meta({ id: 'BoardViewPage' });
export type BoardViewView = z.infer<typeof boardViewSchema>;

export function toBoardView(row: Prisma.BoardViewGetPayload<object>, actor: Actor): BoardViewView {
  const { id, name, filters, shared, owner, createdAt } = row;
  return {
    ...{ id, name, shared, mine: owner === actor.id, createdAt: toInstantText(createdAt) },
    filters: filters as Record<string, string>,
  };
}
