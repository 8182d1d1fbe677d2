import type { Tx } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
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

/** What somebody who saves has seen last: the number of the version or of the draft; 0 for a document that is new. */
export const basedOnSchema = z.object({
  basedOn: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
});
export type BasedOn = z.infer<typeof basedOnSchema>;

/**
 * Refuses to save over what the writer has not seen. Without `basedOn` the writer does not mind.
 * @throws `document.changed-meanwhile`, 409
 */
export function refuseUnseen(
  basedOn: number | undefined,
  stored: { number: number; savedBy: string } | null,
): void {
  if (basedOn === undefined || basedOn === (stored?.number ?? 0)) return;
  const by = stored
    ? `${stored.savedBy} saved number ${stored.number} meanwhile`
    : 'it is not there any more';
  throw new DomainError('document.changed-meanwhile', `This was changed since you opened it: ${by}`, {
    status: 409,
  });
}
