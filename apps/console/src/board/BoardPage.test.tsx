import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { buildBoard, buildEscalation, buildFollowUp, everyPage } from '../testing/build';
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
  expect(late.getByText('Overdue')).toBeVisible();
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
