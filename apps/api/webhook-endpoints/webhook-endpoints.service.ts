import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { poke } from '@aftercare/db/outbox.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, addDuration, formatInstant, parseDuration } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { type Page, type PageQuery, decodeCursor, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import {
  DELIVERY_INCLUDE,
  type DeliveryQuery,
  type DeliveryView,
  type NewWebhook,
  type Redeliver,
  type WebhookChanges,
  type WebhookView,
  toDelivery,
  toWebhook,
} from './webhook-endpoints.schema.js';

/** After a new secret the old one signs as well for so long, so that a receiver can change over at its leisure. */
const OLD_SECRET_SIGNS_FOR = 'P1D';
const SECRET_BYTES = 24;
const MOST_ENDPOINTS = 50;

interface Secret {
  secret: string;
  until: string | null;
}

/** Which other systems hear of what. */
@Injectable()
export class WebhookEndpointsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async list(query: PageQuery): Promise<Page<WebhookView>> {
    const behind = idBehind(query);
    const rows = await this.db.webhookEndpoint.findMany({
      where: behind === undefined ? {} : { id: { gt: behind } },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => toWebhook(row),
      (row) => [row.id],
    );
  }

  /** @returns with the secret, which is never shown again. @throws `webhook.too-many` (409) */
  create({ url, description, events }: NewWebhook, actor: Actor): Promise<WebhookView> {
    return this.change(actor, 'webhook.created', async (tx, now) => {
      if ((await tx.webhookEndpoint.count()) >= MOST_ENDPOINTS)
        throw new DomainError('webhook.too-many', `There cannot be more than ${MOST_ENDPOINTS} webhooks`, {
          status: 409,
        });
      const secret = newSecret();
      const row = await tx.webhookEndpoint.create({
        data: {
          ...{ id: newId('webhookEndpoint'), url, description: description ?? null, events },
          secrets: [{ secret, until: null }],
          ...{ createdAt: new Date(now), createdBy: actor.id },
        },
      });
      return { row, secret };
    });
  }

  /** Switching it on again begins anew: what failed meanwhile is delivered when somebody asks for it. */
  update(id: string, changes: WebhookChanges, actor: Actor): Promise<WebhookView> {
    return this.change(actor, 'webhook.changed', async (tx) => {
      await getEndpoint(tx, id);
      const on =
        changes.active === true ? { failingSince: null, disabledAt: null, disabledReason: null } : {};
      return { row: await tx.webhookEndpoint.update({ where: { id }, data: { ...changes, ...on } }) };
    });
  }

  async remove(id: string, actor: Actor): Promise<void> {
    await this.change(actor, 'webhook.removed', async (tx) => {
      await getEndpoint(tx, id);
      return { row: await tx.webhookEndpoint.delete({ where: { id } }) };
    });
  }

  /** A new secret; the old one signs beside it for a day. */
  renewSecret(id: string, actor: Actor): Promise<WebhookView> {
    return this.change(actor, 'webhook.secret-renewed', async (tx, now) => {
      const { secrets } = await getEndpoint(tx, id);
      const secret = newSecret();
      const until = formatInstant(addDuration(now, parseDuration(OLD_SECRET_SIGNS_FOR), 'UTC'));
      const old = (secrets as unknown as Secret[]).slice(0, 1).map((one) => ({ ...one, until }));
      const data = { secrets: [{ secret, until: null }, ...old] };
      return { row: await tx.webhookEndpoint.update({ where: { id }, data }), secret };
    });
  }

  /** Tells it that somebody tries it. @throws `webhook.disabled` (409) */
  test(id: string, actor: Actor): Promise<WebhookView> {
    return this.change(actor, 'webhook.tried', async (tx, now) => {
      const row = await getActive(tx, id);
      const eventId = `whe_${randomUUID().replaceAll('-', '')}`;
      const event = { type: 'webhook.test', at: new Date(now), data: { endpoint: id, by: actor.id } };
      await tx.webhookEvent.create({ data: { id: eventId, ...event } });
      await tx.webhookDelivery.create({ data: { endpointId: id, eventId, nextAt: new Date(now) } });
      await poke(tx, 'webhook', [id]);
      return { row };
    });
  }

  /** Newest first, each with every try. */
  async deliveries(id: string, { state, limit, after }: DeliveryQuery): Promise<Page<DeliveryView>> {
    await getEndpoint(this.db, id);
    const behind =
      after === undefined ? undefined : decodeCursor(after, z.tuple([z.string().regex(/^\d+$/)]))[0];
    const rows = await this.db.webhookDelivery.findMany({
      where: { endpointId: id, state, ...(behind !== undefined && { id: { lt: BigInt(behind) } }) },
      include: DELIVERY_INCLUDE,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toDelivery, (row) => [String(row.id)]);
  }

  /** Delivers again, with the same ids and a new series of tries. @throws `webhook.disabled` (409); `delivery.not-found` */
  async redeliver(id: string, which: Redeliver, actor: Actor): Promise<{ deliveries: number }> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await getActive(tx, id);
      const again = { state: 'waiting', nextAt: new Date(now), endedAt: null };
      const chosen =
        'delivery' in which
          ? { id: BigInt(which.delivery), endpointId: id }
          : { endpointId: id, state: 'failed', event: { at: { gte: new Date(which.since) } } };
      const rows = await tx.webhookDelivery.findMany({ where: chosen, select: { id: true } });
      const count = rows.length;
      if ('delivery' in which && count === 0)
        throw new DomainError('delivery.not-found', 'There is no such delivery');
      const ids = rows.map((row) => row.id);
      await tx.$executeRaw`UPDATE webhook_deliveries SET "triesBefore" = attempts WHERE id = ANY(${ids})`;
      await tx.webhookDelivery.updateMany({ where: { id: { in: ids } }, data: again });
      if (count > 0) await poke(tx, 'webhook', [id]);
      await audit(tx, now, {
        ...{
          actor: actor.id,
          action: 'webhook.redelivered',
          entity: 'webhook',
          entityId: id,
          data: { count },
        },
      });
      return { deliveries: count };
    });
  }

  private change(
    actor: Actor,
    action: string,
    work: (
      tx: Tx,
      now: Instant,
    ) => Promise<{ row: Prisma.WebhookEndpointGetPayload<object>; secret?: string }>,
  ): Promise<WebhookView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const { row, secret } = await work(tx, now);
      await audit(tx, now, {
        ...{ actor: actor.id, action, entity: 'webhook', entityId: row.id, data: { url: row.url } },
      });
      return toWebhook(row, secret);
    });
  }
}

/** As Standard Webhooks writes secrets. */
function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

async function getEndpoint(tx: Tx, id: string): Promise<Prisma.WebhookEndpointGetPayload<object>> {
  const row = await tx.webhookEndpoint.findUnique({ where: { id } });
  if (row) return row;
  throw new DomainError('webhook.not-found', 'There is no such webhook');
}

async function getActive(tx: Tx, id: string): Promise<Prisma.WebhookEndpointGetPayload<object>> {
  const row = await getEndpoint(tx, id);
  if (row.active) return row;
  throw new DomainError('webhook.disabled', 'This webhook is switched off', { status: 409 });
}
