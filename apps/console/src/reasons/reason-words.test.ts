import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { en } from '../messages/en';
import { es } from '../messages/es';
import { sayReason } from './reason-words';

const english = createIntl({ locale: 'en', messages: en });
const spanish = createIntl({ locale: 'es', messages: es });

it('words where a date was counted from, with its local time', () => {
  const reason = { code: 'anchor', text: '…', from: 'sale.sold', at: '2026-11-18T11:00' };
  expect(sayReason(reason, english)).toBe('counted from the sale, Wed, 18 Nov 2026, 11:00');
});

it.each([
  ['P3D', 'plus 3 days'],
  ['PT2H', 'plus 2 hours'],
  ['4 working days, end of day', 'plus 4 working days'],
])('words the offset %s', (offset, said) => {
  expect(sayReason({ code: 'offset', text: '…', offset }, english)).toBe(said);
});

it('words the anchor of another step by that step’s name', () => {
  const reason = { code: 'anchor', text: '…', from: 'done:first-visit', at: '2026-11-18T11:00' };
  expect(sayReason(reason, english)).toContain('“First visit” being done');
});

it('speaks the reader’s language', () => {
  const reason = {
    code: 'consent.missing',
    text: 'no consent for survey by sms',
    purpose: 'survey',
    channel: 'sms',
  };
  expect(sayReason(reason, spanish)).toBe('no hay consentimiento para encuestas por SMS');
});

it('falls back to the English of the API for a code it does not know, or that lacks its values', () => {
  expect(sayReason({ code: 'moon.full', text: 'the moon is full' }, english)).toBe('the moon is full');
  expect(sayReason({ code: 'anchor', text: 'counted from then' }, english)).toBe('counted from then');
});

it('shows a value that is not given as a dash', () => {
  expect(sayReason({ code: 'skipped.by-person', text: '…', reason: null }, english)).toBe(
    'skipped by a person: –',
  );
});
