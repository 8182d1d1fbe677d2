import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_CONTACT_RULES } from '../../../test/support/build.js';
import { about, SURVEY, textingPolicy, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';
import { claimDue } from './claim.js';

const NOON = '2027-03-01T10:00:00Z';
const OTHER_SURVEY = textingPolicy('other-survey', {
  kind: 'survey',
  template: 'csat',
  question: 'csat',
  closesAfter: 'P7D',
});

const REVIEW = textingPolicy('review', { kind: 'sms', template: 'please-review' });

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS, SURVEY, OTHER_SURVEY, REVIEW] });
  const texts = { en: '{name}, would you tell others? {link} {company}' };
  const saved = { version: 1, savedAt: new Date(NOON), savedBy: 'test' };
  await sending.company.db.template.create({
    data: { key: 'please-review', purpose: 'service', texts, ...saved },
  });
});
afterAll(() => sending?.close());

describe('Taking what is due', () => {
  it('takes urgent texts first, and policies in turn among equals', async () => {
    const { company } = sending;
    const names = new Map<string, string>();
    const sell = async (name: string, policy: { policy: string }) => {
      const { customer } = await company.sell({ products: about(policy) });
      names.set(customer.phone, name);
      company.clock.at += 1;
    };
    for (const n of [1, 2, 3]) await sell(`campaign ${n}`, SURVEY);
    await sell('small one', OTHER_SURVEY);
    await sell('thanks', THANKS);
    const { texts } = await claimDue(sending.deps, company.number, 10);
    expect(texts.map((text) => names.get(text.to))).toEqual([
      'thanks',
      'campaign 1',
      'small one',
      'campaign 2',
      'campaign 3',
    ]);
  });

  it('gives each text to one of those who ask at once', async () => {
    const { company } = sending;
    for (let n = 0; n < 6; n++) await company.sell({ products: about(THANKS) });
    const claims = await Promise.all([1, 2, 3].map(() => claimDue(sending.deps, company.number, 4)));
    const taken = claims.flatMap((claim) => claim.texts.map((text) => text.messageId));
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('lets a text wait at the provider until the next quiet hours at the most', async () => {
    const { company } = sending;
    company.moveTo('2027-03-01T18:30:00Z');
    await company.sell({ products: about(THANKS) });
    const { texts } = await claimDue(sending.deps, company.number, 10);
    expect(texts.at(-1)!.validitySeconds).toBe(30 * 60);
  });

  it("asks for a review on the organisation's own page, and keeps the text back while there is none", async () => {
    const { company } = sending;
    company.moveTo('2027-03-01T18:45:00Z');
    const without = await company.sell({ products: about(REVIEW) });
    await claimDue(sending.deps, company.number, 10);
    expect(await company.db.message.findFirstOrThrow({ where: { planId: without.planId } })).toMatchObject({
      state: 'kept-back',
      reasons: [{ code: 'template.cannot-render' }],
    });
    const reviewUrl = 'https://reviews.example/nordlicht-heating-and-care';
    await company.db.organisation.update({ where: { id: 1 }, data: { reviewUrl } });
    const { customer } = await company.sell({ products: about(REVIEW) });
    const { texts } = await claimDue(sending.deps, company.number, 10);
    expect(texts.find(({ to }) => to === customer.phone)!.body).toContain(reviewUrl);
  });

  it('asks a customer one question in the time the contact rules say, whatever the plan', async () => {
    const { company } = sending;
    company.moveTo('2027-03-02T10:00:00Z');
    await saveRules({ surveyEvery: 'P30D' });
    const first = await company.sell({ products: about(SURVEY) });
    const second = await company.sell({ customer: first.customer, products: about(OTHER_SURVEY) });
    const { texts } = await claimDue(sending.deps, company.number, 10);
    expect(texts.filter((text) => text.to === first.customer.phone)).toHaveLength(1);
    const kept = await company.db.message.findFirstOrThrow({ where: { planId: second.planId } });
    expect(kept).toMatchObject({ state: 'kept-back', reasons: [{ code: 'survey-every.reached' }] });
    expect(await company.followUp(second.planId, 'text')).toMatchObject({ state: 'skipped' });
  });

  it('lets a text too many wait until the rule has room for it', async () => {
    const { company } = sending;
    company.moveTo('2027-04-05T10:00:00Z');
    await saveRules({ frequency: { max: 1, per: 'P2D', exempt: ['safety'] } });
    const first = await company.sell({ products: about(THANKS) });
    const second = await company.sell({ customer: first.customer, products: about(SURVEY) });
    await claimDue(sending.deps, company.number, 10);
    const waiting = await company.db.message.findFirstOrThrow({ where: { planId: second.planId } });
    expect(waiting).toMatchObject({ state: 'staged', reasons: [{ code: 'frequency.reached' }] });
    expect(waiting.sendAt.toISOString().slice(0, 10)).toBe('2027-04-07');
  });
});

async function saveRules(rules: object): Promise<void> {
  const document = { consent: OPEN_CONTACT_RULES.consent, ...rules };
  const { db, clock } = sending.company;
  const version = (await db.contactRules.count()) + 1;
  await db.contactRules.create({ data: { version, document, savedAt: new Date(clock.at), savedBy: 'test' } });
}
