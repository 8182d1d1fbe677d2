import type { Prisma, Tx } from './client.js';

export type GuideRow = Prisma.GuideGetPayload<object>;

/** The guides that messages may link to, each in its newest version. */
export function findGuides(tx: Tx): Promise<GuideRow[]> {
  return tx.$queryRaw<GuideRow[]>`
    SELECT * FROM (SELECT DISTINCT ON (key) * FROM guides ORDER BY key, version DESC) g
    WHERE NOT retired ORDER BY key`;
}

/** A guide in its newest version, retired or not. */
export function findGuide(tx: Tx, key: string): Promise<GuideRow | null> {
  return tx.guide.findFirst({ where: { key }, orderBy: { version: 'desc' } });
}
