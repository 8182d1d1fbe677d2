import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ServiceFile } from '../api/types';
import { answerWith, problem } from '../testing/answers';
import { NOW, buildFollowUp, everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const none = { items: [], total: 0 };

function buildFile(facts: Partial<ServiceFile> = {}): ServiceFile {
  return {
    now: NOW,
    customer: {
      id: 'cus_1',
      externalId: 'C-1',
      name: 'Rasa Petrauskienė',
      phone: '+37061234567',
      phoneState: 'landline',
      email: null,
      language: 'lt',
      type: 'retail',
      tier: 'gold',
      country: 'LT',
      region: null,
      zone: 'Europe/Vilnius',
      channels: ['sms'],
      owner: { id: 'stf_2', key: 'tomas', name: 'Tomas Vaitkus' },
      leftAt: null,
      createdAt: '2025-01-01T00:00:00Z',
    },
    zone: 'Europe/Vilnius',
    localTime: '2026-11-24T14:00',
    deputy: { id: 'stf_3', name: 'Ona Petraitė' },
    sites: none,
    assets: none,
    agreements: none,
    sales: none,
    tickets: none,
    plans: none,
    work: { items: [buildFollowUp()], total: 1 },
    visits: none,
    calls: none,
    scores: none,
    messages: none,
    promises: none,
    escalations: none,
    consents: {
      items: [
        {
          id: 'cns_1',
          channel: 'sms',
          purpose: 'survey',
          granted: false,
          method: 'sms',
          text: 'STOP',
          at: '2026-01-01T00:00:00Z',
          recordedBy: 'customer',
        },
      ],
      total: 1,
    },
    timeline: { items: [], next: null },
    ...facts,
  };
}

const ticket = {
  id: 'tck_1',
  subject: 'Boiler drips',
  state: 'open',
  kind: 'incident',
  openedAt: '2026-11-20T09:00:00Z',
  products: [],
} as unknown as ServiceFile['tickets']['items'][number];

function answerFile(file: ServiceFile, more: object = {}) {
  return answerWith({
    ...everyPage,
    'GET /v1/customers/cus_1/file': file,
    'GET /v1/customers/cus_1/consents': { items: file.consents.items, next: null },
    'GET /v1/customers/cus_1/timeline': { items: [], next: null },
    'GET /v1/plans': { items: [], next: null },
    ...more,
  });
}

const heading = () => screen.findByRole('heading', { level: 1, name: 'Rasa Petrauskienė' });

it('says who it is, whose, who stands in, what may be sent, and what comes next', async () => {
  answerFile(buildFile());
  openConsole('/customers/cus_1');
  await heading();
  expect(screen.getByText('Ona Petraitė stands in')).toBeVisible();
  expect(screen.getByText('Landline, cannot be texted')).toBeVisible();
  const consent = within(screen.getByRole('list', { name: 'Consent' }));
  expect(consent.getByText('SMS · surveys')).toBeVisible();
  expect(consent.getByLabelText('Refused')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Check call' })).toHaveAttribute('href', '/follow-ups/fup_1');
  // The call that is due is made from the queue, with its script.
  expect(screen.getByRole('link', { name: 'Call is due' })).toHaveAttribute(
    'href',
    '/calls?whose=all&call=fup_1',
  );
});

it('each part has an address of its own', async () => {
  answerFile(buildFile({ tickets: { items: [ticket], total: 7 } }));
  const { user, address } = openConsole('/customers/cus_1');
  await heading();
  await user.click(screen.getByRole('link', { name: 'Tickets 7' }));
  expect(address()).toBe('/customers/cus_1?section=tickets');
  expect(await screen.findByText('The newest 1 of 7')).toBeVisible();
  const parts = within(screen.getByRole('navigation', { name: 'Parts of the file' }));
  const current = parts.getAllByRole('link', { current: 'page' });
  expect(current.map(({ textContent }) => textContent)).toEqual(['Tickets7']);
});

it('says of equipment how long its warranty runs and who comes next', async () => {
  const visit = buildFollowUp({
    id: 'fup_5',
    kind: 'visit',
    product: 'Boiler 24',
    dueAt: '2026-12-01T09:00:00Z',
  });
  const asset = (id: string, name: string, warrantyEndsOn: string) => ({
    ...{ id, product: { code: id, name }, serialNumber: `S-${id}`, site: 'sit_1' },
    ...{ installedOn: null, warrantyEndsOn },
  });
  answerFile(
    buildFile({
      assets: { items: [asset('a', 'Boiler 24', '2027-05-01'), asset('b', 'Pump', '2025-05-01')], total: 2 },
      sites: {
        items: [{ id: 'sit_1', name: 'Home', address: 'Pilies 1', country: 'LT', region: null, zone: null }],
        total: 1,
      },
      visits: { items: [visit], total: 1 },
    }),
  );
  openConsole('/customers/cus_1?section=assets');
  await heading();
  const [boiler, pump] = screen
    .getAllByRole('listitem')
    .filter((row) => /No\. S-/.test(row.textContent ?? ''));
  expect(boiler).toHaveTextContent(/Under warranty.*No\. S-a · Home · .*next visit Tue.* 1 Dec, 11:00/);
  expect(pump).toHaveTextContent(/Warranty over/);
  expect(pump).not.toHaveTextContent(/next visit/);
});

it('the timeline is narrowed by kinds that stand in the address', async () => {
  const calls = answerFile(buildFile());
  const { user, address } = openConsole('/customers/cus_1?section=timeline&kind=call');
  await heading();
  await user.click(screen.getByRole('checkbox', { name: 'Message' }));
  expect(address()).toBe('/customers/cus_1?section=timeline&kind=message%2Ccall');
  await waitFor(() => {
    const asked = calls.filter(({ url }) => url.pathname.endsWith('/timeline'));
    expect(asked.map(({ url }) => url.searchParams.getAll('kind'))).toEqual([['call'], ['message', 'call']]);
  });
});

it('opens a ticket for the customer, once however often it is pressed', async () => {
  const calls = answerFile(buildFile(), { 'POST /v1/tickets': problem(500, 'internal') });
  const { user } = openConsole('/customers/cus_1');
  await heading();
  await user.click(screen.getByRole('button', { name: 'New ticket' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Open ticket' }));
  expect(form.getByText('Say what it is about')).toBeVisible();
  await user.type(form.getByRole('textbox', { name: 'What is it about?' }), 'Radiator is cold');
  await user.click(form.getByRole('button', { name: 'Open ticket' }));
  await form.findByRole('alert');
  await user.click(form.getByRole('button', { name: 'Open ticket' }));
  await waitFor(() => expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(2));
  const [first, second] = calls.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(first).toMatchObject({
    customer: 'cus_1',
    subject: 'Radiator is cold',
    kind: 'request',
    openedAt: NOW,
  });
  expect(second).toEqual(first);
});

it('promises something about a ticket by a time on the customer’s clock', async () => {
  const calls = answerFile(buildFile({ tickets: { items: [ticket], total: 1 } }), {
    'POST /v1/promises': { id: 'fup_8' },
  });
  const { user } = openConsole('/customers/cus_1');
  await heading();
  await user.click(screen.getByRole('button', { name: 'Promise' }));
  const form = within(await screen.findByRole('dialog'));
  await user.type(form.getByRole('textbox', { name: 'What did we promise?' }), 'We send the part');
  await user.click(form.getByRole('button', { name: 'Promise it' }));
  await screen.findByText('Promised; it is followed up from now on');
  const [posted] = calls.filter(({ method }) => method === 'POST');
  // Tomorrow at noon in Vilnius.
  expect(posted?.body).toEqual({
    ...{ ticket: 'tck_1', text: 'We send the part', dueAt: '2026-11-25T10:00:00Z', kind: 'review' },
  });
});

it('says that there is no such customer', async () => {
  answerFile(buildFile(), { 'GET /v1/customers/cus_1/file': problem(404, 'customer.not-found') });
  openConsole('/customers/cus_1');
  expect(await screen.findByText('This does not exist')).toBeVisible();
});
