import type { Reaction } from '@aftercare/workflows/domain/agenda.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { keepTicketState } from './events.js';
import { newId } from './ids.js';
import type { JudgedPlan, KeepContext } from './keep-plans.js';
import { carryOutOffers } from './offers.js';
import { openPlans } from './plans.js';

/**
 * Carries out what answers asked for and what is more than a follow-up, a message or an escalation of the same plan:
 * reopening the ticket, opening a new one, renewing or making the agreement that was offered. Each happens once, by a key made of plan, step, occurrence and line.
 * @returns whether the ticket or agreement of one of these plans got a new event, so that agendas must be asked again
 */
export async function carryOutReactions(
  context: KeepContext,
  tx: Tx,
  plans: readonly JudgedPlan[],
  now: Instant,
): Promise<boolean> {
  let changed = false;
  for (const plan of plans) {
    changed = (await carryOutOffers(context, tx, plan, now)) || changed;
    for (const reaction of plan.agenda.reactions) {
      if (reaction.do === 'reopen') changed = (await reopen(tx, plan, reaction, now)) || changed;
      if (reaction.do === 'open-ticket') await openTicket(context, tx, plan, reaction, now);
    }
  }
  return changed;
}

function reactionKey(plan: JudgedPlan, reaction: Reaction): string {
  return `reaction:${plan.row.id}:${reaction.step}/${reaction.occurrence}/${reaction.line}`;
}

async function reopen(tx: Tx, plan: JudgedPlan, reaction: Reaction, now: Instant): Promise<boolean> {
  const { ticketId } = plan.row;
  if (!ticketId) return false;
  const at = new Date(now);
  const { count } = await tx.event.createMany({
    data: [
      {
        id: newId('event'),
        ticketId,
        type: 'ticket.reopened',
        at,
        externalId: reactionKey(plan, reaction),
        recordedBy: 'plan',
        recordedAt: at,
      },
    ],
    skipDuplicates: true,
  });
  if (count > 0) await keepTicketState(tx, ticketId);
  return count > 0;
}

async function openTicket(
  context: KeepContext,
  tx: Tx,
  plan: JudgedPlan,
  reaction: Reaction,
  now: Instant,
): Promise<void> {
  const externalId = reactionKey(plan, reaction);
  if (await tx.ticket.findUnique({ where: { externalId }, select: { id: true } })) return;
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: plan.row.customerId } });
  const products = plan.row.sale?.products ?? plan.row.agreement?.products ?? plan.row.ticket?.products ?? [];
  const id = newId('ticket');
  await tx.ticket.create({
    data: {
      id,
      externalId,
      customerId: customer.id,
      openedAt: new Date(now),
      subject: `Answer to ${reaction.step}`,
      kind: 'complaint',
      reason: 'low-score',
      priority: 'high',
      products: products as object[],
      ownerId: plan.row.ticket?.ownerId ?? customer.ownerId,
      relatedSaleId: plan.row.saleId,
      factsHash: externalId,
      createdAt: new Date(now),
      stateAt: new Date(now),
    },
  });
  const subject = {
    type: 'ticket' as const,
    openedAt: now,
    kind: 'complaint' as const,
    priority: 'high' as const,
    products: products.map((product) => product.code),
  };
  await openPlans(context, tx, { ref: { ticketId: id }, subject, customer, siteZone: null }, now, 'plan');
}
