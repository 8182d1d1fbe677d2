import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Reply, ReplyDetail } from '../api/types';
import { answerWith, problem } from '../testing/answers';
import { everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const ana = { id: 'cus_1', externalId: null, name: 'Ana', tier: 'gold', type: 'retail', language: 'en' };
const first: Reply = {
  ...{ id: 'inb_1', messageSid: 'SM1', channel: 'sms', from: '+37061234501', to: '+15550000001' },
  ...{ body: 'better than 1, worse than 3', media: 0, receivedAt: '2026-11-24T10:00:00Z' },
  ...{ state: 'inbox', kind: 'unclear', customer: { id: 'cus_1', name: 'Ana' }, owner: null },
  ...{ followUp: null, ticket: null, answers: 0, intent: 'unclear', rule: 'question.only-one' },
  ...{ value: null, comment: null, handledAt: null, handledBy: null },
};
const second: Reply = {
  ...first,
  ...{ id: 'inb_2', body: 'who is this?', kind: 'unmatched', customer: null, from: '+37061234777' },
};
const detail: ReplyDetail = {
  ...first,
  customer: ana,
  candidates: [ana],
  conversation: [
    {
      ...{ id: 'msg_1', direction: 'out', at: '2026-11-23T10:00:00Z', body: 'How was the repair?' },
      ...{ channel: 'sms', state: 'delivered', part: 'message', followUp: 'fup_1', answers: null },
      errorCode: null,
    },
    {
      ...{ id: 'inb_1', direction: 'in', at: '2026-11-24T10:00:00Z', body: first.body, channel: 'sms' },
      ...{ state: 'inbox', part: null, followUp: null, answers: null, errorCode: null },
    },
  ],
  answering: { purpose: 'confirmation', allowed: true, sendAt: '2026-11-24T11:00:00Z', reasons: [] },
  suggestions: {
    questions: [
      {
        ...{ followUp: 'fup_1', customer: 'cus_1', question: 'csat', step: 'satisfaction', policy: 'care' },
        ...{ product: 'Combi boiler 24', asked: 'How was the repair?', askedAt: '2026-11-23T10:00:00Z' },
        ...{ state: 'open', score: null, values: [1, 2, 3, 4, 5] },
        reading: { intent: 'score', value: 2, comment: null, rule: 'score.digit' },
      },
    ],
    answers: [{ template: 'reply-thanks', body: 'Thank you, Ana.', language: 'en', segments: 1 }],
    tickets: [
      {
        ...{ id: 'tic_1', externalId: 't-1', subject: 'Leak', kind: 'request', state: 'open' },
        openedAt: '2026-11-20T10:00:00Z',
      },
    ],
  },
  history: [],
};
const stranger: ReplyDetail = {
  ...detail,
  ...second,
  ...{ customer: null, candidates: [], answering: null, conversation: [] },
  suggestions: { questions: [], answers: [], tickets: [] },
};
const room = {
  ...everyPage,
  'GET /v1/inbox': { items: [first, second], next: null, total: 2 },
  'GET /v1/inbox/inb_1': detail,
  'GET /v1/inbox/inb_2': stranger,
  'GET /v1/customers': { items: [], next: null },
  'GET /v1/organisation': {
    name: 'Boilers',
    zone: 'Europe/Vilnius',
    country: 'LT',
    language: 'lt',
    phone: null,
  },
};
const posted = (calls: { method: string; url: URL; body: unknown }[]) =>
  calls.filter(({ method }) => method === 'POST').map(({ url, body }) => [url.pathname, body]);

beforeEach(() => localStorage.clear());

it('lists what waits; a text opens beside the list with its conversation, and its address can be sent on', async () => {
  answerWith(room);
  const { user, address } = openConsole('/inbox');
  const list = within(await screen.findByRole('list', { name: 'Texts' }));
  expect(list.getByText('Unclear answer')).toBeVisible();
  await user.click(list.getByRole('link', { name: /better than 1/ }));
  expect(address()).toBe('/inbox?reply=inb_1');
  const talk = within(await screen.findByRole('list', { name: 'Conversation' }));
  expect(talk.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('From us: How was the repair?'),
    expect.stringContaining('From the customer: better than 1, worse than 3'),
  ]);
  expect(talk.getByText('Delivered')).toBeVisible();
});

it('says with one press what a text means: as it reads, otherwise, or as part of a ticket', async () => {
  const calls = answerWith({ ...room, 'POST /v1/inbox/inb_1/link': { ...first, state: 'settled' } });
  const { user } = openConsole('/inbox?reply=inb_1');
  const card = within(await screen.findByRole('group', { name: 'Answer to “How was the repair?”' }));
  expect(card.getByText(/Combi boiler 24 · .* · waits for an answer/)).toBeVisible();
  await user.click(card.getByRole('button', { name: 'Score 2 – link' }));
  await user.click(await card.findByRole('button', { name: 'Score 3' }));
  await user.click(await screen.findByRole('button', { name: 'Belongs to “Leak”' }));
  await waitFor(() =>
    expect(posted(calls)).toEqual([
      ['/v1/inbox/inb_1/link', { followUp: 'fup_1', value: 2 }],
      ['/v1/inbox/inb_1/link', { followUp: 'fup_1', value: 3 }],
      ['/v1/inbox/inb_1/link', { ticket: 'tic_1' }],
    ]),
  );
});

it('counts the answer as it is paid for and sends own words, or a ready answer by its name', async () => {
  const calls = answerWith({ ...room, 'POST /v1/inbox/inb_1/answer': { message: 'msg_2' } });
  const { user } = openConsole('/inbox?reply=inb_1');
  const box = await screen.findByRole('textbox', { name: 'Your words' });
  expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  await user.type(box, `Ačiū ${'a'.repeat(70)}`);
  expect(screen.getByText('75 characters · 2 SMS')).toBeVisible();
  expect(screen.getByText('Dearer because of: č ū')).toBeVisible();
  await user.clear(box);
  await user.type(box, 'We call you');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(box).toHaveValue(''));
  await user.click(screen.getByRole('button', { name: 'Ready answers' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Thank you, Ana.' }));
  await user.click(screen.getByRole('checkbox', { name: 'Leave it waiting' }));
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() =>
    expect(posted(calls)).toEqual([
      ['/v1/inbox/inb_1/answer', { text: 'We call you', settle: true }],
      ['/v1/inbox/inb_1/answer', { template: 'reply-thanks', settle: false }],
    ]),
  );
});

it('says why no answer may leave', async () => {
  const reason = {
    code: 'consent.opted-out',
    text: 'opted out',
    channel: 'sms',
    purpose: 'all',
    refused: 'all',
  };
  const answering = { ...detail.answering!, allowed: false, sendAt: null, reasons: [reason] };
  answerWith({ ...room, 'GET /v1/inbox/inb_1': { ...detail, answering } });
  openConsole('/inbox?reply=inb_1');
  expect(await screen.findByText('No answer may leave')).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Your words' })).toBeNull();
});

it('shows a refusal that came while one wrote', async () => {
  const refused = problem(409, 'inbound-message.answer-refused', [
    { path: '/text', message: 'consent.opted-out: they want no more' },
  ]);
  answerWith({ ...room, 'POST /v1/inbox/inb_1/answer': refused });
  const { user } = openConsole('/inbox?reply=inb_1');
  const box = await screen.findByRole('textbox', { name: 'Your words' });
  await user.type(box, 'But why?');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(within(await screen.findByRole('alert')).getByText(/they want no more/)).toBeVisible();
  expect(box).toHaveValue('But why?');
});

it('is worked by keys: to the text, its meaning, the answer, a complaint, settled and on to the next', async () => {
  const calls = answerWith({
    ...room,
    'POST /v1/inbox/inb_1/complaint': { ...first, state: 'settled' },
    'POST /v1/inbox/inb_1/settle': { ...first, state: 'settled' },
  });
  const { user, address } = openConsole('/inbox');
  await screen.findByRole('list', { name: 'Texts' });
  await user.keyboard('j');
  await screen.findByRole('list', { name: 'Conversation' });
  await user.keyboard('l');
  expect(screen.getByRole('button', { name: 'Score 2 – link' })).toHaveFocus();
  await user.keyboard('r');
  expect(screen.getByRole('textbox', { name: 'Your words' })).toHaveFocus();
  await user.keyboard('{Escape}c');
  const form = within(await screen.findByRole('dialog', { name: 'Complaint' }));
  await user.click(form.getByRole('button', { name: 'Complaint' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('s');
  const settle = within(await screen.findByRole('dialog', { name: 'Settle' }));
  await user.type(settle.getByRole('textbox'), 'Called them');
  await user.click(settle.getByRole('button', { name: 'Settle' }));
  await waitFor(() => expect(address()).toBe('/inbox?reply=inb_2'));
  expect(posted(calls)).toEqual([
    ['/v1/inbox/inb_1/complaint', expect.objectContaining({ subject: first.body, owner: 'stf_1' })],
    ['/v1/inbox/inb_1/settle', { comment: 'Called them' }],
  ]);
});

it('asks whose number it is before anything else, and takes a name', async () => {
  const calls = answerWith({ ...room, 'POST /v1/inbox/inb_2/customer': second });
  const { user } = openConsole('/inbox?reply=inb_2');
  await user.click(await screen.findByRole('button', { name: 'Whose number?' }));
  expect(screen.queryByRole('button', { name: /^Complaint/ })).toBeNull();
  const form = within(await screen.findByRole('dialog', { name: 'Whose number?' }));
  await user.click(form.getByRole('radio', { name: 'Somebody new' }));
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'Nora');
  await user.click(form.getByRole('button', { name: 'Whose number?' }));
  await waitFor(() => expect(posted(calls)).toHaveLength(1));
  expect(posted(calls)).toEqual([
    [
      '/v1/inbox/inb_2/customer',
      {
        customer: {
          ...{
            externalId: 'inbox:inb_2',
            name: 'Nora',
            phone: '+37061234777',
            language: 'lt',
            country: 'LT',
          },
          ...{ type: 'retail', tier: 'lead' },
        },
      },
    ],
  ]);
});

it('is narrowed by its address, and says when nothing fits or nothing waits', async () => {
  const calls = answerWith({ ...room, 'GET /v1/inbox': { items: [], next: null, total: 0 } });
  openConsole('/inbox?kind=opt-out&owner=none');
  expect(await screen.findByText('Nothing here')).toBeVisible();
  const asked = calls.find(({ url }) => url.searchParams.get('kind') === 'opt-out');
  expect(asked?.url.searchParams.get('owner')).toBe('none');
});

it('says that the inbox is empty', async () => {
  answerWith({ ...room, 'GET /v1/inbox': { items: [], next: null, total: 0 } });
  openConsole('/inbox');
  expect(await screen.findByText('The inbox is empty')).toBeVisible();
});

it('says to whom it is not open', async () => {
  answerWith({ ...room, 'GET /v1/inbox': problem(403, 'role.forbidden') });
  openConsole('/inbox');
  expect(await screen.findByText('You may not see this')).toBeVisible();
});
