import { createDb, inTransaction, type Db, type Tx } from '@aftercare/db/client.js';
import { ClockService } from '@aftercare/db/clock.js';
import { Documents } from '@aftercare/db/documents.js';
import { newId } from '@aftercare/db/ids.js';
import { keepPlans, type KeepContext, type KeptPlan } from '@aftercare/db/keep-plans.js';
import { openPlans } from '@aftercare/db/plans.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { TEMPLATE_LIBRARY } from '../../prisma/seed/templates/library.js';
import { OPEN_CONTACT_RULES, phoneNumber, unique } from './build.js';
import { createTestDatabase } from './database.js';

/** A clock that stands until it is moved, forwards or backwards. */
class StandingClock extends ClockService {
  at: Instant;

  constructor(at: Instant) {
    super(true);
    this.at = at;
  }

  override read(): Promise<{ now: Instant; speed: number }> {
    return Promise.resolve({ now: this.at, speed: 1 });
  }
}

/** A company in a database of its own, without any process: for tests of what works on rows. */
export interface Company {
  db: Db;
  clock: StandingClock;
  keep: KeepContext;
  /** The number that its messages leave from. */
  number: string;
  moveTo: (at: string) => void;
  /** Everything of one transaction, at the clock's now. */
  inTx: <T>(work: (tx: Tx, now: Instant) => Promise<T>) => Promise<T>;
  publish: (policy: any) => Promise<void>;
  addCustomer: (facts?: object) => Promise<any>;
  /** A closed sale with its plans. */
  sell: (facts?: { customer?: any; soldAt?: string; [fact: string]: unknown }) => Promise<Sold>;
  /** The look of a plan at its agenda, as its workflow takes it. */
  look: (planId: string, by?: string) => Promise<KeptPlan>;
  followUp: (planId: string, step: string) => Promise<any>;
  close: () => Promise<void>;
}

export interface Sold {
  saleId: string;
  customer: any;
  planIds: string[];
  /** The first of them. */
  planId: string;
}

const NUMBER = '+15550001111';

export async function createCompany({
  now,
  policies,
}: {
  now: string;
  policies: readonly any[];
}): Promise<Company> {
  const { url } = await createTestDatabase();
  const db = createDb(url, 4);
  const clock = new StandingClock(Date.parse(now));
  const keep: KeepContext = { documents: new Documents(), senders: { sms: NUMBER } };
  const inTx: Company['inTx'] = (work) => inTransaction(db, (tx) => work(tx, clock.at));
  const company: Company = {
    db,
    clock,
    keep,
    number: NUMBER,
    moveTo: (at) => void (clock.at = Date.parse(at)),
    inTx,
    publish: (policy) => publish(db, policy, clock.at),
    addCustomer: (facts = {}) => addCustomer(db, facts, clock.at),
    sell: (facts = {}) => sell(company, facts),
    look: async (planId, by = 'plan') =>
      (await inTx((tx, at) => keepPlans(keep, tx, [planId], at, by, { arm: by === 'plan' }))).get(planId)!,
    followUp: (planId, step) =>
      db.followUp.findFirstOrThrow({ where: { planId, step }, orderBy: { occurrence: 'asc' } }),
    close: () => db.$disconnect(),
  };
  await prepare(db, clock.at);
  for (const policy of policies) await company.publish(policy);
  return company;
}

/** What an organisation cannot be without, and the templates of the library. */
async function prepare(db: Db, now: Instant): Promise<void> {
  const saved = { savedAt: new Date(now), savedBy: 'test' };
  await db.organisation.create({
    data: {
      id: 1,
      name: 'Nordlicht',
      zone: 'Europe/Vilnius',
      country: 'LT',
      language: 'en',
      phone: '+37052030000',
    },
  });
  await db.sender.create({ data: { number: NUMBER, messagesPerSecond: 1000 } });
  await db.contactRules.create({ data: { version: 1, document: OPEN_CONTACT_RULES, ...saved } });
  await db.template.createMany({
    data: TEMPLATE_LIBRARY.map(({ template, purpose, texts }) => ({
      key: template,
      version: 1,
      purpose,
      texts,
      ...saved,
    })),
  });
}

async function publish(db: Db, policy: any, now: Instant): Promise<void> {
  const at = new Date(now);
  const { policy: key, subject, family, rank } = policy;
  const last = await db.policyVersion.count({ where: { policyKey: key } });
  const state = { draft: policy, draftSavedAt: at, draftSavedBy: 'test', currentVersion: last + 1 };
  await db.policy.upsert({ where: { key }, create: { key, ...state }, update: state });
  await db.policyVersion.create({
    data: {
      id: newId('policyVersion'),
      policyKey: key,
      version: last + 1,
      subject,
      family,
      rank,
      document: policy,
      publishedAt: at,
      publishedBy: 'test',
    },
  });
}

function addCustomer(db: Db, facts: object, now: Instant): Promise<any> {
  return db.customer.create({
    data: {
      id: newId('customer'),
      name: 'Ana Petraitė',
      phone: phoneNumber(),
      language: 'en',
      type: 'retail',
      tier: 'gold',
      country: 'LT',
      zone: 'Europe/Vilnius',
      channels: ['sms'],
      createdAt: new Date(now),
      ...facts,
    },
  });
}

async function sell(
  company: Company,
  facts: { customer?: any; soldAt?: string; products?: any },
): Promise<Sold> {
  const { customer: given, products = [{ code: 'boiler-24', name: 'Boiler 24 kW' }], ...rest } = facts;
  const customer = given?.id ? given : await company.addCustomer(given);
  const soldAt = new Date(facts.soldAt ?? company.clock.at);
  const saleId = newId('sale');
  const planIds = await company.inTx(async (tx, now) => {
    await tx.sale.create({
      data: {
        id: saleId,
        externalId: unique('sale'),
        customerId: customer.id,
        products,
        factsHash: 'none',
        createdAt: new Date(now),
        ...rest,
        soldAt,
      },
    });
    const subject = {
      type: 'sale' as const,
      soldAt: soldAt.getTime(),
      products: products.map((product: any) => product.code),
    };
    return openPlans(company.keep, tx, { ref: { saleId }, subject, customer, siteZone: null }, now, 'test');
  });
  return { saleId, customer, planIds, planId: planIds[0]! };
}
