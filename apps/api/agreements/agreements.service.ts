import { catchUpAgreements, replaceOlder } from '@aftercare/db/agreements.js';
import type { Db, Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { openPlans } from '@aftercare/db/plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { AgreementSubject } from '@aftercare/workflows/domain/subject.js';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import { fromDateText } from '../common/schemas.js';
import { findOrCreateCustomer } from '../customers/find-or-create.js';
import { findSite, type Intake, refuse, takeIn } from '../subjects/intake.js';
import { readPlansOf } from '../subjects/opened-plans.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readToday } from './agreement-list.service.js';
import {
  AGREEMENT_INCLUDE,
  type AgreementView,
  type NewAgreement,
  toAgreement,
  newAgreementSchema,
} from './agreements.schema.js';

@Injectable()
export class AgreementsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Takes in an agreement and makes its plans. */
  create(facts: NewAgreement, actor: Actor): Promise<Answer<AgreementView>> {
    return takeIn(this.db, this.intakeOf(facts, actor));
  }

  /** Checks facts that came in another way than as a request's body. */
  parse(facts: unknown): z.ZodSafeParseResult<NewAgreement> {
    return newAgreementSchema.safeParse(facts);
  }

  /** How an agreement is taken in, alone or with others in one transaction. */
  intakeOf(facts: NewAgreement, actor: Actor): Intake<AgreementView> {
    const { externalId } = facts;
    return {
      kind: 'agreement',
      externalId,
      facts,
      find: (tx) => tx.agreement.findUnique({ where: { externalId }, select: { id: true, factsHash: true } }),
      create: (tx, factsHash) => this.store(tx, facts, factsHash, actor),
      view: (tx, id) => this.read(tx, id),
    };
  }

  private async store(tx: Tx, facts: NewAgreement, factsHash: string, actor: Actor): Promise<string> {
    const now = await this.clock.now(tx);
    const customer = await findOrCreateCustomer(tx, facts.customer, now, actor);
    const found = await findSite(tx, facts.site, customer.id);
    const id = newId('agreement');
    const { customer: _, site: __, startsOn, endsOn, products, assets = [], ...columns } = facts;
    await assertAssetsOf(tx, assets, customer.id);
    await tx.agreement.create({
      data: {
        id,
        ...columns,
        customerId: customer.id,
        siteId: found?.id ?? null,
        startsOn: fromDateText(startsOn),
        endsOn: endsOn === undefined ? null : fromDateText(endsOn),
        products,
        factsHash,
        createdAt: new Date(now),
        assets: { create: [...new Set(assets)].map((assetId) => ({ assetId })) },
      },
    });
    const { term, autoRenew, renewFor, notice, renewalNotice } = facts;
    const subject: AgreementSubject = {
      type: 'agreement',
      startsOn,
      endsOn,
      term,
      autoRenew,
      renewFor,
      notice,
      renewalNotice,
      products: products.map((product) => product.code),
    };
    const made = { ref: { agreementId: id }, subject, customer, siteZone: found?.zone ?? null };
    await openPlans(this.keep, tx, made, now, actor.id);
    const codes = products.map((product) => product.code);
    await replaceOlder(
      this.keep,
      tx,
      { id, customerId: customer.id, startsOn, products: codes },
      now,
      actor.id,
    );
    return id;
  }

  private async read(tx: Tx, id: string): Promise<AgreementView> {
    const now = await this.clock.now(tx);
    await catchUpAgreements(tx, now);
    const row = await tx.agreement.findUnique({ where: { id }, include: AGREEMENT_INCLUDE });
    if (!row) throw new DomainError('agreement.not-found', 'There is no such agreement');
    return {
      ...toAgreement(row, await readToday(tx, now)),
      plans: await readPlansOf(tx, { agreementId: id }),
    };
  }
}

async function assertAssetsOf(tx: Tx, assets: readonly string[], customerId: string): Promise<void> {
  const known = await tx.asset.findMany({
    where: { id: { in: [...assets] }, customerId },
    select: { id: true },
  });
  const unknown = assets.flatMap((id, i) => (known.some((asset) => asset.id === id) ? [] : [i]));
  if (unknown.length > 0)
    throw refuse(unknown.map((i) => ({ path: `/assets/${i}`, message: 'is no asset of this customer' })));
}
