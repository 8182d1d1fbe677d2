import type { Tx } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';

/**
 * The id of the staff member that a request names by id or key.
 * @param path where the request names them, for the fault
 * @throws `staff.unknown` (400)
 */
export async function findStaffId(tx: Tx, idOrKey: string, path: string): Promise<string> {
  const row = await tx.staff.findFirst({
    where: { OR: [{ id: idOrKey }, { key: idOrKey }] },
    select: { id: true },
  });
  if (row) return row.id;
  throw new DomainError('staff.unknown', 'There is no such staff member', {
    errors: [{ path, message: 'names no staff member' }],
  });
}
