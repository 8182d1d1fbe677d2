import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { wakeSenderAt } from '@aftercare/db/messages.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { renderTemplate } from '@aftercare/workflows/templates/render.js';
import { LONGEST_VALUES } from '@aftercare/workflows/templates/variables.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { readPhone } from '../common/phone.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { TestSend, TestSentView } from './test-send.schema.js';

type StaffRow = Prisma.StaffGetPayload<object>;

/** Called so where messages are listed. */
const PART = 'test';

/** Test messages leave the same way as every other: staged, and sent once by the sender. They go to whoever asks, only. */
@Injectable()
export class TestSendService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `template.not-found`, `staff.no-phone`, `staff.unknown`, and what a text that cannot be written throws */
  send(key: string, { phone, language }: TestSend, actor: Actor): Promise<TestSentView> {
    return inTransaction(this.db, async (tx) => {
      const template = await tx.template.findFirst({ where: { key }, orderBy: { version: 'desc' } });
      if (!template) throw new DomainError('template.not-found', 'There is no such template');
      const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
      const number = phone === undefined ? undefined : readPhone(phone, organisation.country);
      const staff = await this.knowMyself(tx, actor, number);
      if (staff.phone === null)
        throw new DomainError('staff.no-phone', 'Say which number is yours: none is known', { status: 409 });
      const { text: body, language: written } = renderTemplate({
        texts: template.texts as Record<string, string>,
        language: language ?? organisation.language,
        fallback: organisation.language,
        zone: organisation.zone,
        values: {
          ...LONGEST_VALUES,
          name: staff.name,
          staff: staff.name,
          company: organisation.name,
          phone: organisation.phone ?? this.keep.senders.sms,
        },
      });
      const now = await this.clock.now(tx);
      const id = newId('message');
      await tx.message.create({
        data: {
          ...{ id, staffId: staff.id, part: PART, template: key, templateVersion: template.version },
          ...{ purpose: template.purpose, channel: 'sms', senderNumber: this.keep.senders.sms },
          ...{ state: 'staged', priority: 1, body, language: written },
          ...{ sendAt: new Date(now), createdAt: new Date(now) },
        },
      });
      await wakeSenderAt(tx, this.keep.senders.sms, now);
      const entry = { actor: actor.id, action: 'template.test-sent', entity: 'template', entityId: key };
      await audit(tx, now, { ...entry, data: { message: id } });
      return { message: id, to: staff.phone, body, language: written };
    });
  }

  /** The staff record of whoever asks, made where an administrator of a new installation has none, with their number. */
  private async knowMyself(tx: Tx, actor: Actor, phone: string | undefined): Promise<StaffRow> {
    const known = actor.staffId ? await tx.staff.findUnique({ where: { id: actor.staffId } }) : null;
    if (known) {
      if (phone === undefined || phone === known.phone) return known;
      return tx.staff.update({ where: { id: known.id }, data: { phone } });
    }
    const email = /^staff:(.+@.+)$/.exec(actor.id)?.[1];
    if (email === undefined)
      throw new DomainError('staff.unknown', 'Only a person who is signed in has a phone of their own', {
        status: 409,
      });
    const id = newId('staff');
    const key = email.split('@')[0]!.replaceAll(/[^a-z0-9]+/g, '-');
    const role = actor.role === 'intake' ? 'staff' : actor.role;
    return tx.staff.create({
      data: {
        id,
        key: `${key}-${id.slice(-6)}`,
        name: actor.name,
        email,
        role,
        languages: [],
        phone: phone ?? null,
      },
    });
  }
}
