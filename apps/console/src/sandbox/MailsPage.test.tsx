import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith } from '../testing/answers';
import { everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const head = {
  ...{ number: 3, from: 'care@example.com', to: ['ona@example.com'], subject: 'Your visit' },
  receivedAt: '2026-11-24T10:00:00Z',
};
const mail = {
  ...head,
  text: 'Book it: https://example.com/v/1',
  html: '<html><head></head><body><a href="https://example.com/v/1">Book it</a></body></html>',
  links: ['https://example.com/v/1'],
  unsubscribe: '<https://example.com/u/1>',
};

it('opens a mail as a page that can run nothing, as text, and by its links', async () => {
  answerWith({
    ...everyPage,
    'GET /v1/sandbox/mails': { items: [head] },
    'GET /v1/sandbox/mails/3': mail,
  });
  const { user, address } = openConsole('/sandbox/mail?to=ona');
  await user.click(await screen.findByRole('link', { name: /Your visit/ }));
  expect(address()).toBe('/sandbox/mail?to=ona&mail=3');
  const frame = await screen.findByTitle('Your visit');
  expect(frame).toHaveAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  expect(frame).toHaveAttribute('srcdoc', expect.stringContaining('<base target="_blank">'));
  await user.click(screen.getByRole('tab', { name: 'Plain text' }));
  expect(await screen.findByText(/Book it: https/)).toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Links (1)' }));
  expect(await screen.findByRole('link', { name: 'https://example.com/v/1' })).toBeVisible();
});

it('says that no mail has left', async () => {
  answerWith({ ...everyPage, 'GET /v1/sandbox/mails': { items: [] } });
  openConsole('/sandbox/mail');
  expect(await screen.findByText('No mail has left')).toBeVisible();
});
