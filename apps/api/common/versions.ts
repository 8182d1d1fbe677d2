import type { Tx } from '@aftercare/db/client.js';
import { z } from 'zod';
import { decodeCursor, type PageQuery } from './page.js';

/** Holds the name of a document until the transaction ends, so that two saves cannot make the same version. */
export async function lockDocument(tx: Tx, kind: string, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}/${key}`}, 0))`;
}

/** Lists of documents by key: the key that the page begins behind, if any. */
export function keyBehind({ after }: PageQuery): string {
  return after === undefined ? '' : decodeCursor(after, z.tuple([z.string()]))[0];
}

/** Lists of versions, newest first: the version that the page begins below. */
export function versionBelow({ after }: PageQuery): number | undefined {
  return after === undefined ? undefined : decodeCursor(after, z.tuple([z.int32()]))[0];
}

/** A version in an address. */
export const versionParamSchema = z.coerce.number().int().min(1).max(2_000_000_000);

/** A document as JSON, checked further by its own reader. */
export const documentSchema = z.record(z.string(), z.unknown());
export type Document = z.infer<typeof documentSchema>;
