import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { QueuedCall } from '../api/types';
import { answerWith, problem } from '../testing/answers';
import { NOW, buildFollowUp, everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

function buildCall(id: string, name: string, facts: Partial<QueuedCall> = {}): QueuedCall {
  const base = buildFollowUp();
  return {
    followUp: { ...base, id, question: 'csat', customer: { ...base.customer, id: `cus_${id}`, name } },
    phone: '+37061234567',
    email: null,
    localTime: '2026-11-24T14:00',
    mayCall: { verdict: 'send' },
    script: { text: 'Laba diena, ar viskas veikia?', language: 'lt' },
    attempts: [],
    reasons: [{ code: 'queue.late', text: '', hours: 24 }],
    ...facts,
  };
}

const rasa = buildCall('fup_1', 'Rasa Petrauskienė');
const priya = buildCall('fup_2', 'Priya Nair');

const file = {
  zone: 'Europe/Vilnius',
  tickets: { items: [{ id: 'tck_1', subject: 'Boiler drips', state: 'open' }], total: 1 },
  promises: { items: [], total: 0 },
  scores: {
    items: [{ question: 'csat', score: '2', comment: 'late', at: '2026-10-01T09:00:00Z' }],
    total: 1,
  },
};

/** A queue that loses a call when its outcome is told, and has it again when that is taken back. */
function answerQueue(calls: QueuedCall[], more: object = {}) {
  const waiting = new Set(calls.map(({ followUp }) => followUp.id));
  return answerWith({
    ...everyPage,
    'GET /v1/calls': { items: [], next: null },
    'GET /v1/teams': { items: [{ id: 'tea_1', key: 'north', name: 'North' }], next: null },
    'GET /v1/calls/queue': () => ({
      now: NOW,
      total: waiting.size,
      today: { made: calls.length - waiting.size, reached: 0 },
      items: calls.filter(({ followUp }) => waiting.has(followUp.id)),
    }),
    ...Object.fromEntries(
      calls.flatMap(({ followUp }) => [
        [`GET /v1/customers/${followUp.customer.id}/file`, file],
        [
          `POST /v1/follow-ups/${followUp.id}/outcome`,
          () => {
            waiting.delete(followUp.id);
            return followUp;
          },
        ],
        [
          `POST /v1/follow-ups/${followUp.id}/outcome/undo`,
          () => {
            waiting.add(followUp.id);
            return followUp;
          },
        ],
      ]),
    ),
    ...more,
  });
}

const opened = (name: string) => screen.findByRole('heading', { level: 2, name });
const posted = (calls: { method: string; url: URL; body: unknown }[]) =>
  calls.filter(({ method }) => method === 'POST').map(({ url, body }) => [url.pathname, body]);

beforeEach(() => localStorage.clear());

it('opens the best call with its script and what one must know', async () => {
  const calls = answerQueue([rasa, priya]);
  const { address } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  expect(screen.getByText('Laba diena, ar viskas veikia?')).toHaveAttribute('lang', 'lt');
  expect(await screen.findByRole('link', { name: 'Boiler drips' })).toBeVisible();
  expect(screen.getByText(/CSAT 2 · .*“late”/)).toBeVisible();
  expect(screen.getAllByText('waiting for 24 hours')[0]).toBeVisible();
  expect(address()).toBe('/calls?call=fup_1');
  const asked = calls.find(({ url }) => url.pathname === '/v1/calls/queue');
  expect(asked?.url.searchParams.get('staff')).toBe('me');
});

it('one key tells that nobody answered, the next call opens, and z takes it back', async () => {
  const calls = answerQueue([rasa, priya]);
  const { user, address } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('n');
  await opened('Priya Nair');
  expect(await screen.findByText('Rasa Petrauskienė: No answer')).toBeVisible();
  await user.keyboard('z');
  await opened('Rasa Petrauskienė');
  expect(address()).toBe('/calls?call=fup_1');
  expect(posted(calls)).toEqual([
    ['/v1/follow-ups/fup_1/outcome', { outcome: 'no-answer' }],
    ['/v1/follow-ups/fup_1/outcome/undo', undefined],
  ]);
});

it('a digit is the answer, and only Enter tells it', async () => {
  const calls = answerQueue([rasa, priya]);
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('2');
  expect(screen.getByRole('button', { name: '2' })).toHaveAttribute('aria-pressed', 'true');
  await user.keyboard('4m');
  await user.keyboard('all well now{Escape}{Enter}');
  await opened('Priya Nair');
  expect(posted(calls)).toEqual([
    ['/v1/follow-ups/fup_1/outcome', { outcome: 'reached', score: 4, comment: 'all well now' }],
  ]);
  // A score has set things going already.
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('letters typed into the note are words and no outcomes', async () => {
  const calls = answerQueue([rasa]);
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.type(screen.getByRole('textbox', { name: 'Comment' }), 'busy until 5');
  expect(posted(calls)).toEqual([]);
});

it('agrees on a time to call back, on the customer’s clock, with two keys', async () => {
  const calls = answerQueue([rasa, priya]);
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('c');
  const times = within(await screen.findByRole('group', { name: 'Call back at' }));
  // It is 14:00 in Vilnius.
  expect(times.getByRole('button', { name: /24 Nov, 15:00/ })).toBeVisible();
  await user.keyboard('2');
  await opened('Priya Nair');
  expect(posted(calls)).toEqual([
    ['/v1/follow-ups/fup_1/outcome', { outcome: 'call-back', callBackAt: '2026-11-24T15:00:00Z' }],
  ]);
});

it('what cannot be taken back needs a second press', async () => {
  const calls = answerQueue([rasa, priya]);
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('d');
  expect(posted(calls)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save and go on' }));
  await opened('Priya Nair');
  expect(posted(calls)).toEqual([['/v1/follow-ups/fup_1/outcome', { outcome: 'do-not-call' }]]);
});

it('says why an outcome was not accepted, and stays', async () => {
  answerQueue([rasa, priya], { 'POST /v1/follow-ups/fup_1/outcome': problem(409, 'follow-up.already-done') });
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('b');
  expect(await screen.findByRole('alert')).toHaveTextContent('refused: follow-up.already-done');
  expect(await opened('Rasa Petrauskienė')).toBeVisible();
});

it('does not place a call that is not allowed now, and says from when on it is', async () => {
  const night = buildCall('fup_1', 'Rasa Petrauskienė', {
    mayCall: { verdict: 'wait', until: '2026-11-25T06:00:00Z', reason: { code: 'x', text: 'it is night' } },
  });
  answerQueue([night]);
  openConsole('/calls');
  await opened('Rasa Petrauskienė');
  expect(screen.getByRole('button', { name: 'Call' })).toBeDisabled();
  expect(screen.getByText('it is night')).toBeVisible();
});

it('connects one’s own telephone with the customer', async () => {
  const calls = answerQueue([rasa], { 'POST /v1/calls': { id: 'cal_1', state: 'staged' } });
  const { user } = openConsole('/calls');
  await opened('Rasa Petrauskienė');
  await user.keyboard('t');
  await waitFor(() => expect(posted(calls)).toEqual([['/v1/calls', { followUp: 'fup_1' }]]));
});

it('keeps whose calls are shown in the address', async () => {
  const calls = answerQueue([rasa]);
  openConsole('/calls?team=north');
  await opened('Rasa Petrauskienė');
  const asked = calls.find(({ url }) => url.pathname === '/v1/calls/queue');
  expect(asked?.url.searchParams.get('team')).toBe('north');
  expect(asked?.url.searchParams.get('staff')).toBeNull();
});

it('says that a call waits no longer, and goes on to the next', async () => {
  answerQueue([priya]);
  const { user } = openConsole('/calls?call=fup_9');
  expect(await screen.findByText('This call waits no longer')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Next call' }));
  await opened('Priya Nair');
});

it('says when nobody waits', async () => {
  answerQueue([]);
  openConsole('/calls');
  expect(await screen.findByText('No call is waiting')).toBeVisible();
});

it('says that the role does not include it', async () => {
  answerQueue([], { 'GET /v1/calls/queue': problem(403, 'access.denied') });
  openConsole('/calls');
  expect(await screen.findByText('You may not see this')).toBeVisible();
});
