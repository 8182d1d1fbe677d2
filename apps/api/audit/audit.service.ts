import type { Db } from '@aftercare/db/client.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Page, idBehind, toPage } from '../common/page.js';
import { DB } from '../tokens.js';
import { type AuditEntryView, type AuditQuery, toAuditEntry } from './audit.schema.js';

@Injectable()
export class AuditService {
  constructor(@Inject(DB) private readonly db: Db) {}

  /** The newest first. */
  async search(query: AuditQuery): Promise<Page<AuditEntryView>> {
    const { actor, action, entity, entityId, from, until, limit } = query;
    const behind = idBehind(query);
    const rows = await this.db.audit.findMany({
      where: {
        actor,
        action,
        entity,
        entityId,
        at: { gte: toDate(from), lt: toDate(until) },
        ...(behind !== undefined && { id: { lt: behind } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toAuditEntry, (row) => [row.id]);
  }
}

/** @param instant UTC milliseconds */
function toDate(instant: number | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}
