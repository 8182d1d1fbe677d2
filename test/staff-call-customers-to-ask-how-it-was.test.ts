import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

/** A call on the third day with three attempts; whoever is never there is asked by text. */
const CALLS = {
  policy: 'how-was-it',
  name: 'How was it?',
  subject: 'sale',
  family: 'satisfaction',
  rank: 10,
  steps: [
    {
      step: 'call',
      kind: 'call',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
      attempts: { max: 3, gap: 'P1D' },
      react: [
        { to: { outcome: 'unreached' }, do: 'send', template: 'csat' },
        { to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['owner'] }] } },
      ],
    },
    {
      step: 'ask-by-text',
      kind: 'survey',
      question: 'csat',
      template: 'csat-reminder',
      due: { from: 'sale.sold', offset: 'P10D', at: '10:00' },
      onlyIf: ['not-scored'],
    },
  ],
};

/** Monday; the calls fall on Thursday at ten in Vilnius. */
const SOLD_AT = '2027-03-01T09:00:00Z';
const PEOPLE = {
  platinum: { name: 'Jonas', tier: 'platinum', language: 'lt', phone: '+37061230001' },
  gold: { name: 'Ana', tier: 'gold', language: 'es', phone: '+37061230002' },
  iron: { name: 'Mei', tier: 'iron', language: 'zh', phone: '+37061230003' },
} as const;

describe('Staff call customers to ask how it was', () => {
  let world: World;
  let manager: Caller;
  let phone: ReturnType<typeof phones>;

  const advance = async (by: string) =>
    expect((await manager.post('/v1/sandbox/advance', { by })).status).toBe(200);
  const queue = async (query = '') => (await manager.get(`/v1/calls/queue?${query}`)).body.items as any[];
  const followUpsOf = async (name: string) => {
    const { body } = await manager.get(`/v1/customers?q=${name}`);
    return (await manager.get(`/v1/follow-ups?customer=${body.items[0].id}`)).body.items as any[];
  };
  const stepOf = async (name: string, step: string) =>
    (await followUpsOf(name)).find((followUp) => followUp.step === step);
  const tell = async (id: string, body: object) =>
    expect((await manager.post(`/v1/follow-ups/${id}/outcome`, body)).status).toBe(200);

  beforeAll(async () => {
    world = await createWorld({ now: SOLD_AT });
    manager = callAs(world, 'manager');
    phone = phones(world);
    const operator = callAs(world, 'operator');
    await prepareDocuments(operator, [CALLS]);
    await operator.post('/v1/teams', { key: 'care', name: 'Care' });
    for (const key of ['rasa', 'omar'])
      await operator.post('/v1/staff', {
        key,
        name: key,
        email: `${key}@example.com`,
        role: 'staff',
        team: 'care',
      });
    for (const [n, facts] of Object.values(PEOPLE).entries()) {
      const customer = buildCustomer({ ...facts, owner: n === 1 ? 'omar' : 'rasa' });
      await callAs(world, 'intake').post('/v1/sales', buildSale({ customer, soldAt: SOLD_AT }));
    }
    await advance('P3D');
  });

  it('the queue names the best next call first, for a person and for a team, with the words in the language of each', async () => {
    const names = (items: any[]) => items.map(({ followUp }) => followUp.customer.name);
    const all = await queue('team=care');
    expect(names(all)).toEqual(['Jonas', 'Ana', 'Mei']);
    expect(names(await queue('staff=rasa'))).toEqual(['Jonas', 'Mei']);
    expect(all.map(({ script }) => script.language)).toEqual(['lt', 'es', 'zh']);
    expect(all[2].script.text).toMatch(/[\u4e00-\u9fff]/);
    expect(all[0].mayCall.verdict).toBe('send');
  });

  it('who was not there is called again the next day, at another part of it', async () => {
    const { id } = await stepOf('Mei', 'call');
    await tell(id, { outcome: 'no-answer' });
    expect((await queue()).map(({ followUp }) => followUp.customer.name)).toEqual(['Jonas', 'Ana']);
    const { attempts } = await stepOf('Mei', 'call');
    expect(attempts).toMatchObject({ used: 1, max: 3 });
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/Vilnius',
        hour: '2-digit',
        hourCycle: 'h23',
      }).format(Date.parse(attempts.nextAt)),
    );
    expect(attempts.nextAt.slice(0, 10)).toBe('2027-03-05');
    expect(hour).toBeGreaterThanOrEqual(12);
  });

  it('who asked to be called later comes first then, whatever the tier of the others', async () => {
    const { id } = await stepOf('Ana', 'call');
    await tell(id, { outcome: 'call-back', callBackAt: '2027-03-04T14:00:00Z' });
    await advance('PT4H59M');
    expect((await queue()).map(({ followUp }) => followUp.customer.name)).toEqual(['Jonas']);
    await advance('PT2M');
    expect((await queue()).map(({ followUp }) => followUp.customer.name)).toEqual(['Ana', 'Jonas']);
  });

  it('who was never reached is asked by text, once, and the answer is the answer to the call', async () => {
    const { id } = await stepOf('Mei', 'call');
    await tell(id, { outcome: 'busy' });
    await tell(id, { outcome: 'voicemail', comment: 'left word' });
    await advance('PT2H');
    expect(await stepOf('Mei', 'call')).toMatchObject({ state: 'unreached', attempts: { used: 3, max: 3 } });
    expect(await phone.received(PEOPLE.iron.phone)).toHaveLength(1);
    await phone.text(PEOPLE.iron.phone, '2 还在漏水');
    expect(await stepOf('Mei', 'call')).toMatchObject({ state: 'done', score: '2', comment: '还在漏水' });
    const { body } = await manager.get('/v1/escalations?state=open');
    expect(body.items).toMatchObject([{ of: 'step:call', comment: '还在漏水' }]);
  });

  it('a score told on the telephone ends the call', async () => {
    const { id } = await stepOf('Ana', 'call');
    await tell(id, { outcome: 'reached', score: 5, comment: 'todo bien' });
    expect(await stepOf('Ana', 'call')).toMatchObject({ state: 'done', score: '5', comment: 'todo bien' });
  });

  it('whoever has answered on one channel is not asked again on another', async () => {
    await advance('P8D');
    for (const name of ['Ana', 'Mei'])
      expect(await stepOf(name, 'ask-by-text')).toMatchObject({ state: 'skipped' });
    expect(await stepOf('Jonas', 'ask-by-text')).toMatchObject({ state: 'sent' });
    expect(await phone.received(PEOPLE.gold.phone)).toEqual([]);
    expect(await phone.received(PEOPLE.iron.phone)).toHaveLength(1);
  });
});
