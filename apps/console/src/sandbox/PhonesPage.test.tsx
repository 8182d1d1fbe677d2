import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const PHONE = '+37061234567';
const owner = { id: 'cus_1', name: 'Rasa Petrauskienė', is: 'customer' };
const question = {
  ...{ sid: 'SM1', mine: false, body: 'How was it?', status: 'delivered' },
  ...{ at: '2026-11-24T10:00:00Z', error: null },
};
const phones = {
  items: [
    { phone: PHONE, label: '+370 612 34567', owner, last: question, count: 1, optedOut: false },
    { phone: '+447700900103', label: '+44 7700 900103', owner: null, last: null, count: 0, optedOut: true },
  ],
};
const conversation = { phone: PHONE, owner, texts: [question], calls: [] };
const path = `/v1/sandbox/phones/${encodeURIComponent(PHONE)}`;

it('lists the phones with whose they are, found by name or number', async () => {
  answerWith({ ...everyPage, 'GET /v1/sandbox/phones': phones });
  const { user } = openConsole('/sandbox/phones');
  const list = within(await screen.findByRole('navigation', { name: 'Phones' }));
  expect(list.getAllByRole('link')).toHaveLength(2);
  expect(list.getByText('Opted out')).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Name or number' }), 'rasa');
  await waitFor(() => expect(list.getAllByRole('link')).toHaveLength(1));
});

it('answers as the customer whose phone it is', async () => {
  const answered = { ...conversation, texts: [question, { ...question, sid: 'SM2', mine: true, body: '2' }] };
  const calls = answerWith({
    ...everyPage,
    'GET /v1/sandbox/phones': phones,
    [`GET ${path}`]: conversation,
    [`POST ${path}/texts`]: answered,
  });
  const { user, address } = openConsole('/sandbox/phones');
  await user.click(await screen.findByRole('link', { name: /Rasa/ }));
  expect(address()).toBe('/sandbox/phones?phone=%2B37061234567');
  const phone = within(await screen.findByRole('region', { name: 'Rasa Petrauskienė' }));
  expect(phone.getByText('How was it?')).toBeVisible();
  await user.type(phone.getByRole('textbox', { name: 'Answer as the customer' }), '2{Enter}');
  await waitFor(() => expect(phone.getByRole('textbox')).toHaveValue(''));
  expect(calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([{ body: '2' }]);
});

it('takes up a call that rings', async () => {
  const ringing = { ...conversation, calls: [{ sid: 'CA1', status: 'ringing', at: question.at, steps: [] }] };
  const calls = answerWith({
    ...everyPage,
    'GET /v1/sandbox/phones': phones,
    [`GET ${path}`]: ringing,
    [`POST ${path}/calls/CA1`]: { ...ringing, calls: [{ ...ringing.calls[0], status: 'in-progress' }] },
  });
  const { user } = openConsole(`/sandbox/phones?phone=${encodeURIComponent(PHONE)}`);
  await user.click(await screen.findByRole('button', { name: 'Take the call' }));
  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { act: 'answer' },
    ]),
  );
});

it('says when nothing has come', async () => {
  answerWith({ ...everyPage, 'GET /v1/sandbox/phones': { items: [] } });
  openConsole('/sandbox/phones');
  expect(await screen.findByText('No phone has received anything')).toBeVisible();
});

it('is not there in production', async () => {
  answerWith({ ...everyPage, 'GET /v1/sandbox/clock': problem(404, 'route.not-found') });
  openConsole('/sandbox/phones');
  expect(await screen.findByText('This is no sandbox')).toBeVisible();
});
