import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const saved = {
  template: 'hello',
  version: 3,
  purpose: 'service',
  texts: { en: 'Hi {name}. {company}', lt: 'Ačiū, {name}. {company}' },
  subjects: { lt: 'Ačiū' },
  whatsapp: {},
  savedAt: '2026-11-20T09:00:00Z',
  savedBy: 'seed',
};
const plain = { encoding: 'GSM-7', units: 40, segments: 1 };
const previews = {
  en: { ...plain, text: 'Hi Maria. Northern Care', odd: [], problems: [], withoutDiacritics: plain },
  lt: {
    ...{ encoding: 'UCS-2', units: 80, segments: 2, text: 'Ačiū, Maria. Northern Care', odd: ['č', 'ū'] },
    ...{ problems: ['Too dear.'], withoutDiacritics: plain },
  },
};
const answers = {
  ...everyPage,
  'GET /v1/me': { id: 'staff:stf_1', role: 'operator', name: 'Grace Hall' },
  'GET /v1/organisation': {
    name: 'Northern Care',
    zone: 'Europe/Vilnius',
    country: 'LT',
    language: 'en',
    phone: null,
  },
  'GET /v1/templates': { items: [saved], next: null },
  'GET /v1/templates/hello': saved,
  'GET /v1/templates/hello/versions': {
    items: [saved, { ...saved, version: 2, texts: { en: 'Old {name}' } }],
    next: null,
  },
  'POST /v1/templates/preview': previews,
};

beforeEach(() => localStorage.clear());

const english = () => screen.findByRole('textbox', { name: 'Text in English' });

it('shows of each language how it looks, what it takes, what makes it dear and what is wrong', async () => {
  answerWith(answers);
  openConsole('/templates/hello');
  const lt = within(await screen.findByRole('region', { name: 'Lithuanian' }));
  expect(await lt.findByText('2 segments')).toBeVisible();
  expect(lt.getByText('These characters make it dearer: č ū')).toBeVisible();
  expect(lt.getByText('Without accents: 1 segment, 1 fewer.')).toBeVisible();
  expect(lt.getByText('Too dear.')).toBeVisible();
  expect(lt.getAllByText(/^[čū]$/).map(({ tagName }) => tagName)).toEqual(['MARK', 'MARK']);
});

it('drops accents at one press, and puts a value where one was writing', async () => {
  answerWith(answers);
  const { user } = openConsole('/templates/hello');
  await user.click(await screen.findByRole('button', { name: 'Drop accents' }));
  expect(screen.getByRole('textbox', { name: 'Text in Lithuanian' })).toHaveValue('Aciu, {name}. {company}');
  await user.type(await english(), ' ', { initialSelectionStart: 3, initialSelectionEnd: 3 });
  await user.click(screen.getByRole('button', { name: 'Our phone' }));
  expect(await english()).toHaveValue('Hi  {phone}{name}. {company}');
});

it('saves what was changed, without languages that have no text', async () => {
  const calls = answerWith({
    ...answers,
    'PUT /v1/templates/hello': { ...saved, version: 4, texts: { en: 'Hi!' }, warnings: [] },
  });
  const { user } = openConsole('/templates/hello');
  expect(await screen.findByRole('button', { name: 'Save' })).toBeDisabled();
  await user.clear(await english());
  await user.type(await english(), 'Hi!');
  await user.clear(screen.getByRole('textbox', { name: 'Text in Lithuanian' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved. The next messages use it.')).toBeVisible();
  const put = calls.find(({ method }) => method === 'PUT');
  expect(put?.body).toEqual({ purpose: 'service', texts: { en: 'Hi!' }, subjects: {}, whatsapp: {} });
});

it('shows the fault of a text beside it', async () => {
  const faults = [{ path: '/texts/en', message: '{nome} is no value that there is.' }];
  answerWith({ ...answers, 'PUT /v1/templates/hello': problem(422, 'template.invalid', faults) });
  const { user } = openConsole('/templates/hello');
  await user.type(await english(), '?');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const en = within(screen.getByRole('region', { name: 'English' }));
  expect(await en.findByText('{nome} is no value that there is.')).toBeVisible();
});

it('takes an old version up again', async () => {
  answerWith(answers);
  const { user } = openConsole('/templates/hello');
  await user.click(await screen.findByRole('button', { name: 'Take up version 2 again' }));
  expect(await english()).toHaveValue('Old {name}');
});

it('is read only for staff', async () => {
  answerWith({ ...answers, 'GET /v1/me': { id: 'staff:stf_2', role: 'staff', name: 'Tomas' } });
  openConsole('/templates/hello');
  expect(await screen.findByText('Only operators can change texts.')).toBeVisible();
  await waitFor(async () => expect(await english()).toHaveAttribute('readonly'));
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

it('finds a text by its words, and begins a new one under a free key', async () => {
  answerWith({ ...answers, 'GET /v1/templates/good-bye': problem(404, 'template.not-found') });
  const { user, address } = openConsole('/templates?q=nothing');
  expect(await screen.findByText('No text fits')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'New text' }));
  const form = within(await screen.findByRole('dialog', { name: 'New text' }));
  await user.type(form.getByRole('textbox', { name: 'Key' }), 'hello');
  await user.click(form.getByRole('button', { name: 'Write it' }));
  expect(form.getByText('There is a text with this key')).toBeVisible();
  await user.clear(form.getByRole('textbox', { name: 'Key' }));
  await user.type(form.getByRole('textbox', { name: 'Key' }), 'good-bye');
  await user.click(form.getByRole('button', { name: 'Write it' }));
  expect(await screen.findByText('Not saved yet')).toBeVisible();
  expect(address()).toBe('/templates/good-bye?purpose=service');
});

it('sends the saved version to one’s own phone', async () => {
  const sent = { message: 'msg_1', to: '+37061234567', body: 'Ačiū', language: 'lt' };
  const calls = answerWith({ ...answers, 'POST /v1/templates/hello/test-send': sent });
  const { user } = openConsole('/templates/hello');
  await user.type(await screen.findByRole('textbox', { name: 'Your number' }), '+37061234567');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('On its way to +37061234567.')).toBeVisible();
  const [call] = calls.filter(({ url }) => url.pathname.endsWith('/test-send'));
  expect(call!.body).toEqual({ language: 'en', phone: '+37061234567' });
});
