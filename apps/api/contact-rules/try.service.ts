import { zonesOf } from '@aftercare/db/candidate-zones.js';
import type { Db } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { toCustomerFacts } from '@aftercare/db/facts.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import type { Consent } from '@aftercare/workflows/domain/consent.js';
import type { OtherMessage } from '@aftercare/workflows/domain/contact-frequency.js';
import { mayContact } from '@aftercare/workflows/domain/contact-question.js';
import {
  type Instant,
  formatInstant,
  fromWall,
  parseInstant,
  toLocal,
} from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { readPhone } from '../common/phone.js';
import { getCustomer } from '../customers/customers.service.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { ContactVerdictView, TryContact } from './try.schema.js';

/** No rule looks back farther: a question every so many days, so many texts in a week. */
const LOOKED_BACK = 400 * 24 * 3_600_000;

/** Somebody who may be contacted, known to us or not. */
interface Person {
  /** Everybody whose number it is. */
  customerIds: string[];
  facts: Parameters<typeof toCustomerFacts>[0];
}

/** Answers whether somebody may be contacted at an instant, by the rules that every message is judged by. It sends nothing. */
@Injectable()
export class TryService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  async try(question: TryContact): Promise<ContactVerdictView> {
    const { customerIds, facts } = await this.findPerson(question);
    const organisation = await this.db.organisation.findFirst({ select: { zone: true } });
    const zones = zonesOf(facts) ?? [organisation?.zone ?? 'UTC'];
    const zone = zones[0]!;
    const { contactRules } = await this.keep.documents.current(this.db);
    const now = await this.clock.now(this.db);
    const at = question.at ?? (question.atLocal ? atLocal(question.atLocal, zone) : now);
    const { allowed, nextAt, reasons } = mayContact({
      purpose: question.purpose,
      channel: question.channel,
      customer: { ...toCustomerFacts(facts), zones },
      zone,
      consents: await this.consentsOf(customerIds),
      rules: contactRules,
      now: at,
      sent: await this.sentTo(customerIds, at),
    });
    return {
      allowed,
      at: formatInstant(at),
      atLocal: toLocal(at, zone),
      nextAllowedAt: nextAt === null ? null : formatInstant(nextAt),
      nextAllowedLocal: nextAt === null ? null : toLocal(nextAt, zone),
      reasons: reasons.map((reason) => ({ ...reason, text: reason.text })),
      customer: customerIds.length === 1 ? customerIds[0]! : null,
      zone,
      zones,
    };
  }

  private async findPerson({ customer: id, phone, zone, country }: TryContact): Promise<Person> {
    const stated = { ...(zone && { zone }), ...(country && { country }) };
    if (id !== undefined)
      return { customerIds: [id], facts: { ...(await getCustomer(this.db, id)), ...stated } };
    const number = readPhone(phone!, country);
    const owners = await this.db.customer.findMany({ where: { phone: number }, orderBy: { id: 'asc' } });
    const stranger = { phone: number, phoneState: 'ok' };
    return { customerIds: owners.map((owner) => owner.id), facts: { ...stranger, ...owners[0], ...stated } };
  }

  private async consentsOf(customerIds: string[]): Promise<Consent[]> {
    const rows = await this.db.consent.findMany({
      where: { customerId: { in: customerIds } },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({ ...row, at: row.at.getTime() }) as unknown as Consent);
  }

  /** What left, as far back from an instant as any rule looks. */
  private async sentTo(customerIds: string[], at: Instant): Promise<OtherMessage[]> {
    const rows = await this.db.message.findMany({
      where: {
        customerId: { in: customerIds },
        sentWithId: null,
        sendAt: { gt: new Date(at - LOOKED_BACK) },
        state: { in: ['in-flight', 'unknown', 'accepted', 'sent', 'delivered'] },
      },
      select: { sendAt: true, acceptedAt: true, purpose: true, part: true },
    });
    return rows.map(({ acceptedAt, sendAt, purpose, part }) => ({
      ...{ at: (acceptedAt ?? sendAt).getTime(), part },
      purpose: purpose as OtherMessage['purpose'],
    }));
  }
}

function atLocal(local: string, zone: string): Instant {
  return fromWall(parseInstant(`${local}:00Z`), zone);
}
