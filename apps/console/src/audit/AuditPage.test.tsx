import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith } from '../testing/answers';
import { everyPage, me } from '../testing/build';
import { openConsole } from '../testing/render';

it('keeps every filter in the address, however fast one follows another', async () => {
  const calls = answerWith({
    ...everyPage,
    'GET /v1/me': { ...me, role: 'manager' },
    'GET /v1/audit': { items: [], next: null },
  });
  const { user, address } = openConsole('/audit');
  await user.type(await screen.findByRole('searchbox', { name: 'Who' }), 'staff:stf_1');
  await user.type(screen.getByRole('searchbox', { name: 'What' }), 'act');
  await waitFor(() => expect(address()).toContain('action=act'));
  expect(address()).toContain('actor=');
  await waitFor(() =>
    expect(
      calls.some(
        ({ url }) =>
          url.searchParams.get('actor') === 'staff:stf_1' && url.searchParams.get('action') === 'act',
      ),
    ).toBe(true),
  );
});
