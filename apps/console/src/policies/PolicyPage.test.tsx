import { screen, waitFor, within } from '@testing-library/react';
import { focusManager } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { everyPage, me } from '../testing/build';
import { openConsole } from '../testing/render';

const draft = {
  policy: 'boiler-care',
  name: 'Boiler care',
  subject: 'agreement',
  family: 'maintenance',
  rank: 10,
  steps: [
    {
      step: 'safety-check',
      kind: 'visit',
      due: { from: 'agreement.starts', offset: 'P3D', at: '09:00' },
      repeat: { every: 'P1Y', mode: 'anniversary', early: 'P2M' },
    },
  ],
};
const stored = {
  ...{ policy: 'boiler-care', draft, draftSavedAt: '2026-11-20T09:00:00Z', draftSavedBy: 'staff:stf_1' },
  ...{ draftRev: 3, draftYaml: null, currentVersion: 1, unpublished: false },
};
const answers = {
  ...everyPage,
  'GET /v1/me': { ...me, role: 'operator' },
  'GET /v1/setup': { steps: [], open: false },
  'GET /v1/calendars': { items: [], next: null },
  'GET /v1/templates': { items: [], next: null },
  'GET /v1/schemas/policy': {},
  'GET /v1/policies/boiler-care': stored,
  'POST /v1/policies/boiler-care/check': { errors: [] },
};

it('moves a step by arrow keys, says the series in words, and saves what it began from', async () => {
  const calls = answerWith({
    ...answers,
    'PUT /v1/policies/boiler-care': { ...stored, draftRev: 4, unpublished: true },
  });
  const { user } = openConsole('/policies/boiler-care?step=safety-check&yaml=hidden');
  const handle = await screen.findByRole('slider', { name: 'Move Safety check' });
  expect(screen.getByTestId('repeat-words')).toHaveTextContent(
    'Every year on the date, may be done 2 months early',
  );
  handle.focus();
  await user.keyboard('{ArrowRight}');
  expect(handle).toHaveAttribute('aria-valuetext', '4 days after the start of the agreement, at 09:00');
  await user.click(screen.getByRole('button', { name: 'Save draft' }));
  await screen.findByText('Draft saved');
  const put = calls.find(({ method }) => method === 'PUT')!;
  expect(put.url.searchParams.get('basedOn')).toBe('3');
  expect(put.body).toMatchObject({ steps: [{ due: { offset: 'P4D' } }] });
  expect((put.body as { $yaml: string }).$yaml).toContain('offset: P4D');
});

it('tells who saved meanwhile, and keeps what was written here', async () => {
  answerWith({
    ...answers,
    'PUT /v1/policies/boiler-care': problem(409, 'document.changed-meanwhile'),
  });
  const { user, address } = openConsole('/policies/boiler-care?yaml=hidden');
  const handle = await screen.findByRole('slider', { name: 'Move Safety check' });
  handle.focus();
  await user.keyboard('{ArrowLeft}');
  await user.click(screen.getByRole('button', { name: '+ Call' }));
  expect(address()).toContain('step=call');
  await user.click(screen.getByRole('button', { name: 'Save draft' }));
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByRole('button', { name: 'Save mine' })).toBeEnabled();
  expect(handle).toHaveAttribute('aria-valuetext', expect.stringContaining('2 days after'));
});

it('staff may look and not change', async () => {
  answerWith({ ...answers, 'GET /v1/me': { ...me, role: 'staff' } });
  openConsole('/policies/boiler-care?yaml=hidden');
  await screen.findByText(/You may look/);
  expect(screen.queryByRole('button', { name: 'Save draft' })).toBeNull();
  expect(await screen.findByRole('slider', { name: 'Move Safety check' })).toHaveAttribute('aria-disabled');
});

it('a policy that is not stored yet stays as it was written while the server is asked again', async () => {
  const calls = answerWith({
    ...answers,
    'GET /v1/policies/boiler-care': problem(404, 'policy.unknown'),
  });
  const { user } = openConsole('/policies/boiler-care?yaml=hidden');
  await user.click(await screen.findByRole('button', { name: '+ Visit' }));
  await screen.findByRole('slider', { name: 'Move Visit' });
  const asked = (): number =>
    calls.filter(({ method, url }) => method === 'GET' && url.pathname === '/v1/policies/boiler-care').length;
  const before = asked();
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await waitFor(() => expect(asked()).toBeGreaterThan(before));
  expect(screen.getByRole('slider', { name: 'Move Visit' })).toBeVisible();
});
