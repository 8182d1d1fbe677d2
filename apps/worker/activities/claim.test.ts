import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS, SURVEY, OTHER_SURVEY] });
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
});
