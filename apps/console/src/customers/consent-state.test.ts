import { expect, it } from 'vitest';
import { consentsInForce } from './consent-state';

const row = (purpose: string, granted: boolean, at: string) => ({ channel: 'sms', purpose, granted, at });

it('shows the newest word on each purpose', () => {
  const old = row('survey', true, '2026-01-01T00:00:00Z');
  const new_ = row('survey', false, '2026-02-01T00:00:00Z');
  expect(consentsInForce([new_, old])).toEqual([new_]);
});

it('lets a later word on everything make older ones void', () => {
  const survey = row('survey', true, '2026-01-01T00:00:00Z');
  const stop = row('all', false, '2026-02-01T00:00:00Z');
  const marketing = row('marketing', true, '2026-03-01T00:00:00Z');
  expect(consentsInForce([survey, stop, marketing])).toEqual([stop, marketing]);
});
