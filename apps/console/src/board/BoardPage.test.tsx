import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { NOW, buildBoard, buildEscalation, buildFollowUp, everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const rasa = buildFollowUp();
const survey = buildFollowUp({
  id: 'fup_2',
  step: 'satisfaction',
  kind: 'survey',
  question: 'csat',
  state: 'sent',
  overdue: false,
  owner: null,
  customer: { ...rasa.customer, id: 'cus_2', name: 'Amelia Hughes', tier: 'platinum' },
});

beforeEach(() => localStorage.clear());

const rowOf = (name: string) => screen.findByRole('row', { name: new RegExp(name) });

it('says of each row how late it is, what it is, for whom, whose and why', async () => {
  answerWith({ ...everyPage, 'GET /v1/follow-ups': buildBoard([rasa, survey], { breached: 1 }) });
  openConsole('/board');
  const late = within(await rowOf('Rasa'));
  expect(late.getByText('1d overdue')).toBeVisible();
  expect(late.getByText('2 of 5 · Combi boiler 24')).toBeVisible();
  expect(late.getByText('Mon 23 Nov, 14:00')).toBeVisible();
  expect(late.getByText('Tomas Vaitkus')).toBeVisible();
  expect(late.getByText('1 of 3 calls')).toBeVisible();
  expect(late.getByText('plus 3 days')).toBeVisible();
  const waiting = within(await rowOf('Amelia'));
  expect(waiting.getByText('Sent')).toBeVisible();
  expect(waiting.getByText('1d ago')).toBeVisible();
  expect(waiting.getByText('Nobody')).toBeVisible();
});

it('counts the places of the rail and keeps the chosen one in the address', async () => {
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa], { breached: 7, stale: 2 }),
  });
  const { user, address } = openConsole('/board?tier=gold');
  await user.click(await screen.findByRole('link', { name: 'Overdue 7' }));
  await rowOf('Rasa');
  expect(address()).toBe('/board?tier=gold&bucket=breached');
  const asked = calls.filter(({ url }) => url.searchParams.get('bucket') === 'breached');
  expect(asked[0]?.url.searchParams.get('tier')).toBe('gold');
});

it('puts escalations above all work', async () => {
  answerWith({
    ...everyPage,
    'GET /v1/escalations': { items: [buildEscalation()], next: null },
    'GET /v1/follow-ups': buildBoard([rasa]),
  });
  openConsole('/board');
  const escalated = within(await screen.findByRole('region', { name: 'Escalated' }));
  expect(escalated.getByText('“still leaking”')).toBeVisible();
});

it('is worked by keys: to the row, done, how the call ended', async () => {
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa]),
    'POST /v1/follow-ups/fup_1/outcome': { ...rasa, state: 'done' },
  });
  const { user } = openConsole('/board');
  await rowOf('Rasa');
  await user.keyboard('j');
  expect(await rowOf('Rasa')).toHaveAttribute('aria-current', 'true');
  await user.keyboard('d');
  const form = within(await screen.findByRole('dialog', { name: 'Record call' }));
  await user.click(form.getByRole('radio', { name: 'Reached' }));
  await user.click(form.getByRole('button', { name: 'Record call' }));
  await screen.findByRole('row', { name: /Rasa/ });
  const [posted] = calls.filter(({ method }) => method === 'POST');
  expect(posted?.body).toEqual({ outcome: 'reached' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says how much opening time went by, what was tried last and what comes next by itself', async () => {
  const item = {
    ...rasa,
    overdueWorkingMinutes: 510,
    lastAttempt: { at: '2026-11-23T13:00:00Z', outcome: 'busy' },
    nextAction: { what: 'escalates' as const, at: '2026-11-25T09:00:00Z' },
  };
  answerWith({ ...everyPage, 'GET /v1/follow-ups': buildBoard([item]) });
  openConsole('/board');
  const row = within(await rowOf('Rasa'));
  expect(row.getByText('8h 30m working')).toBeVisible();
  expect(row.getByText(/^Busy, /)).toBeVisible();
  expect(row.getByText(/^Escalates /)).toBeVisible();
});

it('does one verb over many at once: counted first, and taken back', async () => {
  const result = {
    id: null,
    dryRun: true,
    matched: 2,
    changed: 2,
    unchanged: 0,
    refused: [],
    undoUntil: NOW,
  };
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa, survey]),
    'POST /v1/follow-ups/bulk': ({ body }) => ({
      ...result,
      id: (body as { dryRun?: boolean }).dryRun ? null : 'blk_1',
    }),
    'POST /v1/follow-ups/bulk/blk_1/undo': { id: 'blk_1', restored: 2 },
  });
  const { user } = openConsole('/board');
  await rowOf('Rasa');
  await user.click(screen.getByRole('checkbox', { name: 'Select all rows' }));
  await user.click(screen.getByRole('button', { name: 'Skip' }));
  const form = within(await screen.findByRole('dialog', { name: 'Skip' }));
  await user.type(form.getByLabelText('Why will it not happen?'), 'recalled');
  await user.click(form.getByRole('button', { name: 'Skip' }));
  expect(await form.findByText('2 would change')).toBeVisible();
  await user.click(form.getByRole('button', { name: 'Do it' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('2 are as they were')).toBeVisible();
  const asked = calls.filter(({ method }) => method === 'POST').map(({ url, body }) => [url.pathname, body]);
  const body = { verb: 'skip', reason: 'recalled', ids: ['fup_1', 'fup_2'] };
  expect(asked).toEqual([
    ['/v1/follow-ups/bulk', { ...body, dryRun: true }],
    ['/v1/follow-ups/bulk', body],
    ['/v1/follow-ups/bulk/blk_1/undo', undefined],
  ]);
});

it('takes a row for oneself by one key', async () => {
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa]),
    'POST /v1/follow-ups/fup_1/assign': rasa,
  });
  const { user } = openConsole('/board');
  await rowOf('Rasa');
  await user.keyboard('j');
  expect(await rowOf('Rasa')).toHaveAttribute('aria-current', 'true');
  await user.keyboard('t');
  expect(await screen.findByText('It is yours now')).toBeVisible();
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ owner: 'stf_1' });
});

it('goes to a view that was kept, and keeps the filters in force as one', async () => {
  const view = {
    id: 'bvw_1',
    name: 'Late gold',
    filters: { tier: 'gold', bucket: 'breached' },
    shared: true,
    mine: true,
    createdAt: NOW,
  };
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa]),
    'GET /v1/board-views': { items: [view], next: null },
    'PUT /v1/board-views': view,
  });
  const { user, address } = openConsole('/board?kind=call');
  await user.click(await screen.findByRole('button', { name: 'Views' }));
  await user.type(await screen.findByLabelText('Name of this view'), 'Calls');
  await user.click(screen.getByRole('button', { name: 'Keep this view' }));
  expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({
    name: 'Calls',
    filters: { kind: 'call' },
    shared: false,
  });
  await user.click(screen.getByRole('menuitem', { name: /Late gold/ }));
  expect(address()).toBe('/board?bucket=breached&tier=gold');
});

it('keeps the form open with every fault that the API names', async () => {
  answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([rasa]),
    'POST /v1/follow-ups/fup_1/skip': problem(400, 'request.invalid', [
      { path: '/reason', message: 'is too long' },
    ]),
  });
  const { user } = openConsole('/board');
  await user.click(within(await rowOf('Rasa')).getByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Skip' }));
  const form = within(await screen.findByRole('dialog', { name: 'Skip' }));
  await user.type(form.getByLabelText('Why will it not happen?'), 'sold the house');
  await user.click(form.getByRole('button', { name: 'Skip' }));
  expect(await form.findByRole('alert')).toHaveTextContent('reason is too long');
});

it('says that nobody waits when there is nothing to do', async () => {
  answerWith({ ...everyPage, 'GET /v1/follow-ups': buildBoard([]) });
  openConsole('/board');
  expect(await screen.findByText('Nobody is waiting')).toBeVisible();
});

it('says so when the role does not reach, and when something went wrong', async () => {
  answerWith({ ...everyPage, 'GET /v1/follow-ups': problem(403, 'role.forbidden') });
  openConsole('/board');
  expect(await screen.findByText('You may not see this')).toBeVisible();
});

it('leads to the sign-in when nobody is signed in, and remembers where to', async () => {
  answerWith({ 'GET /v1/me': problem(401, 'credentials.missing') });
  const { address } = openConsole('/board?bucket=stale');
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(address()).toBe(`/sign-in?to=${encodeURIComponent('/board?bucket=stale')}`);
});

it('leads to the sign-in when the session ends in between', async () => {
  answerWith({
    ...everyPage,
    'GET /v1/me': problem(401, 'credentials.missing'),
    'GET /v1/follow-ups': problem(401, 'credentials.missing'),
  });
  openConsole('/board');
  expect(await screen.findByText('Please sign in to go on where you were.')).toBeVisible();
});
