import type { Tx } from '@aftercare/db/client.js';

/** Everybody who may have written a text: whose number it is, and whom staff say it is. */
export async function phoneOwners(
  tx: Tx,
  { from, customerId }: { from: string; customerId: string | null },
): Promise<string[]> {
  const rows = await tx.customer.findMany({
    where: { OR: [{ phone: from, leftAt: null }, ...(customerId === null ? [] : [{ id: customerId }])] },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
