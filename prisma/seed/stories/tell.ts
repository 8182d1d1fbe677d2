import { addMonths, formatDate } from '@aftercare/workflows/domain/local-date.js';
import type { Subject } from '@aftercare/workflows/domain/subject.js';
import { localDay, type Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from '../../client.js';
import { recordEvent } from '../../events.js';
import { newId } from '../../ids.js';
import { keepPlans, keepPlansOfSubject, type KeepContext } from '../../keep-plans.js';
import { openPlans, type SubjectRef } from '../../plans.js';
import { handleInbound } from '../../replies.js';
import { inventSid } from '../past.js';
import { dateOf, toInstant } from './moment.js';
import type { AgreementStory, Happening, SaleStory, StaffDid, TicketStory } from './story.js';

type Customer = Prisma.CustomerGetPayload<object>;

/** Who appears in the stories, by the keys they use. */
export interface Cast {
  readonly customers: ReadonlyMap<string, Customer & { siteId: string | null }>;
  /** Ids of staff members. */
  readonly staff: ReadonlyMap<string, string>;
}

/** One thing that happened at an instant of the past. */
export interface Scene {
  readonly at: Instant;
  readonly play: () => Promise<void>;
}

/** Marks rows of the seed: no intake of the same `externalId` can have these facts. */
const FACTS_HASH = 'seed';

/** Turns stories into scenes: the subject begins, then what happened to it. Scenes that lie after `now` are left out. */
export class Teller {
  constructor(
    private readonly tx: Tx,
    private readonly context: KeepContext,
    private readonly cast: Cast,
    private readonly now: Instant,
  ) {}

  sale(story: SaleStory): Scene[] {
    const customer = this.customer(story.customer);
    const zone = customer.zone!;
    const at = toInstant(story.sold, zone, this.now);
    const ref = { saleId: newId('sale') };
    const warrantyEndsOn = warrantyEnd(story, at, zone);
    const subject: Subject = { type: 'sale', soldAt: at, warrantyEndsOn, products: codes(story) };
    const begin = async (): Promise<void> => {
      const { externalId, amount, currency, soldBy } = story;
      await this.tx.sale.create({
        data: {
          ...this.common(ref.saleId, externalId, customer, story, at),
          siteId: customer.siteId,
          soldAt: new Date(at),
          warrantyEndsOn: new Date(warrantyEndsOn),
          soldById: soldBy ? this.staff(soldBy) : null,
          amount,
          currency,
        },
      });
      await this.open(ref, subject, customer, at, soldBy);
    };
    return this.scenes(story, ref, at, begin);
  }

  ticket(story: TicketStory): Scene[] {
    const customer = this.customer(story.customer);
    const at = toInstant(story.opened, customer.zone!, this.now);
    const ref = { ticketId: newId('ticket') };
    const { kind, priority, owner } = story;
    const subject: Subject = { type: 'ticket', openedAt: at, kind, priority, products: codes(story) };
    const begin = async (): Promise<void> => {
      await this.tx.ticket.create({
        data: {
          ...this.common(ref.ticketId, story.externalId, customer, story, at),
          openedAt: new Date(at),
          stateAt: new Date(at),
          subject: story.subject,
          kind,
          reason: story.reason ?? null,
          priority,
          ownerId: owner ? this.staff(owner) : null,
        },
      });
      await this.open(ref, subject, customer, at, owner);
    };
    return this.scenes(story, ref, at, begin);
  }

  agreement(story: AgreementStory): Scene[] {
    const customer = this.customer(story.customer);
    const zone = customer.zone!;
    const startsOn = dateOf(story.startedDaysAgo, zone, this.now);
    const at = toInstant({ daysAgo: story.startedDaysAgo, at: '09:00' }, zone, this.now);
    const ref = { agreementId: newId('agreement') };
    const { term, autoRenew = false, price, currency } = story;
    const notice = 'P1M';
    const subject: Subject = { type: 'agreement', startsOn, term, autoRenew, notice, products: codes(story) };
    const begin = async (): Promise<void> => {
      await this.tx.agreement.create({
        data: {
          ...this.common(ref.agreementId, story.externalId, customer, story, at),
          siteId: customer.siteId,
          startsOn: new Date(startsOn),
          term,
          autoRenew,
          notice,
          price,
          currency,
        },
      });
      await this.open(ref, subject, customer, at);
    };
    return this.scenes(story, ref, at, begin);
  }

  private common(
    id: string,
    externalId: string,
    customer: Customer,
    story: { products: readonly object[] },
    at: Instant,
  ) {
    const products = story.products.map((product) => ({ quantity: 1, ...product }));
    return {
      id,
      externalId,
      customerId: customer.id,
      products,
      factsHash: FACTS_HASH,
      createdAt: new Date(at),
    };
  }

  private async open(
    ref: SubjectRef,
    subject: Subject,
    customer: Customer,
    at: Instant,
    by?: string,
  ): Promise<void> {
    const actor = by ? `staff:${this.staff(by)}` : 'seed';
    await openPlans(this.context, this.tx, { ref, subject, customer, siteZone: null }, at, actor);
  }

  private scenes(
    story: { externalId: string; customer: string; happenings?: readonly Happening[] },
    ref: SubjectRef,
    at: Instant,
    begin: () => Promise<void>,
  ): Scene[] {
    const customer = this.customer(story.customer);
    const later = (story.happenings ?? []).map((happening, place): Scene => {
      const when = toInstant(happening.when, customer.zone!, this.now);
      const key = `${story.externalId}/${place + 1}`;
      const play = (): Promise<void> =>
        'texts' in happening
          ? this.receive(customer, happening.texts, key, when)
          : this.record(ref, happening, when);
      return { at: when, play };
    });
    return [{ at, play: begin }, ...later].filter((scene) => scene.at <= this.now);
  }

  /** A text from the customer, read by the same rules as any other. */
  private async receive(customer: Customer, body: string, key: string, at: Instant): Promise<void> {
    const { id } = await this.tx.inboundMessage.create({
      data: {
        id: newId('inboundMessage'),
        messageSid: inventSid(key),
        from: customer.phone,
        to: this.context.senders.sms,
        body,
        receivedAt: new Date(at),
      },
    });
    await handleInbound(this.context, this.tx, id, at);
  }

  private async record(
    ref: SubjectRef,
    { by, event: type, step, data }: StaffDid,
    at: Instant,
  ): Promise<void> {
    const actor = `staff:${this.staff(by)}`;
    const isOfPlan = step !== undefined || data?.of !== undefined;
    if (!isOfPlan) {
      await recordEvent(this.tx, ref, { type, at, data }, at, actor);
      return keepPlansOfSubject(this.context, this.tx, ref, at, actor);
    }
    const stepKey = step ?? String(data!.of).replace('step:', '');
    const followUp = await this.tx.followUp.findFirstOrThrow({
      where: { plan: ref, step: stepKey },
      orderBy: { occurrence: 'asc' },
    });
    const { planId, occurrence } = followUp;
    const event = { type, at, step, occurrence: step === undefined ? undefined : occurrence, data };
    await recordEvent(this.tx, { planId }, event, at, actor);
    await keepPlans(this.context, this.tx, [planId], at, actor);
  }

  private customer(externalId: string) {
    const customer = this.cast.customers.get(externalId);
    if (!customer) throw new Error(`The seed has no customer ${externalId}`);
    return customer;
  }

  private staff(key: string): string {
    const id = this.cast.staff.get(key);
    if (!id) throw new Error(`The seed has no staff member ${key}`);
    return id;
  }
}

function codes({ products }: { products: readonly { code: string }[] }): string[] {
  return products.map(({ code }) => code);
}

/** The last day of the longest warranty sold. */
function warrantyEnd({ products }: SaleStory, soldAt: Instant, zone: string): string {
  const months = Math.max(...products.map((product) => product.warrantyMonths ?? 0));
  return formatDate(addMonths(localDay(soldAt, zone), months)!);
}
