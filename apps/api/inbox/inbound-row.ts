import { audit } from '@aftercare/db/audit.js';
import type { Prisma, Tx } from '@aftercare/db/client.js';
import { resumeTexts } from '@aftercare/db/pause.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Actor } from '../common/actor.js';
import { INBOUND_INCLUDE, type InboundRow, type InboundView, toInbound } from './inbox.schema.js';

/** States in which staff may say what a text meant. */
const WITH_STAFF = ['inbox', 'settled'];

/** Locks a text, so that of two presses the second sees what the first one did. @throws `inbound-message.not-found` */
export async function lockInbound(tx: Tx, id: string): Promise<InboundRow> {
  await tx.$queryRaw`SELECT id FROM inbound_messages WHERE id = ${id} FOR UPDATE`;
  return getInbound(tx, id);
}

export async function getInbound(tx: Tx, id: string): Promise<InboundRow> {
  const row = await tx.inboundMessage.findUnique({ where: { id }, include: INBOUND_INCLUDE });
  if (row) return row;
  throw new DomainError('inbound-message.not-found', 'There is no such message');
}

/** @throws `inbound-message.not-in-inbox` (409) for a text that a rule understood, or that nobody has read yet */
export function assertWithStaff({ state }: InboundRow): void {
  if (WITH_STAFF.includes(state)) return;
  throw new DomainError('inbound-message.not-in-inbox', 'This message does not wait for staff', {
    status: 409,
  });
}

/** The customer who wrote. @throws `inbound-message.no-customer` (409) while the number is nobody's */
export function customerOf({ customerId }: InboundRow): string {
  if (customerId !== null) return customerId;
  throw new DomainError(
    'inbound-message.no-customer',
    'Nobody we know has this number: say first whose it is',
    { status: 409 },
  );
}

/** What becomes of a text that staff have dealt with. */
export function settledBy(actor: Actor, now: Instant) {
  return { state: 'settled', handledAt: new Date(now), handledBy: actor.id };
}

/** Writes what staff did with a text and notes who did it. @returns the text as it is now */
export async function writeInbound(
  tx: Tx,
  id: string,
  {
    actor,
    action,
    change,
    data = {},
  }: {
    actor: Actor;
    action: string;
    change: Prisma.InboundMessageUncheckedUpdateInput;
    data?: Prisma.InputJsonObject;
  },
  now: Instant,
): Promise<InboundView> {
  const { customerId, from } = await tx.inboundMessage.update({ where: { id }, data: change });
  if (change.state === 'settled') await resumeTexts(tx, { customerId, from }, now);
  await audit(tx, now, {
    ...{ actor: actor.id, action: `inbox.${action}`, entity: 'inbound-message', entityId: id, data },
  });
  return toInbound(await getInbound(tx, id));
}
