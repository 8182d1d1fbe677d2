import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { newId } from './ids.js';

export interface AuditEntry {
  /** `key:<id>`, `staff:<id>`, `customer`, `plan`, `sandbox`. */
  actor: string;
  /** Dotted after its noun: `policy.published`, `follow-up.completed`. */
  action: string;
  entity: string;
  entityId: string;
  data?: Prisma.InputJsonObject;
}

/** Notes who changed what. Append-only; in the transaction of the change itself. */
export async function audit(tx: Tx, now: Instant, entry: AuditEntry): Promise<void> {
  await tx.audit.create({ data: { id: newId('audit'), at: new Date(now), data: {}, ...entry } });
}
