import { day } from './moment.js';
import { PRODUCTS, type AgreementStory } from './story.js';

const { combi, pump9, pump16 } = PRODUCTS;

// prettier-ignore
export const AGREEMENTS: readonly AgreementStory[] = [
  // Ends in a fortnight: visit and renewal call are coming up.
  { externalId: 'A-3001', customer: 'C-1003', startedDaysAgo: 350, term: 'P1Y', products: [pump9], price: 180, currency: 'GBP' },
  // Ends in days, and nobody has called.
  { externalId: 'A-3002', customer: 'C-3003', startedDaysAgo: 360, term: 'P1Y', products: [pump16], price: 420, currency: 'EUR' },
  { externalId: 'A-3003', customer: 'C-5001', startedDaysAgo: 358, term: 'P1Y', products: [combi], price: 120, currency: 'EUR', happenings: [
    { when: day(20, '10:30'), by: 'ruta-kazlauskaite', event: 'done', step: 'safety-check', data: { comment: 'All in order' } },
    { when: day(19, '12:40'), texts: '5 labai tvarkinga' },
  ] },
  // Renewed on the phone.
  { externalId: 'A-3004', customer: 'C-3001', startedDaysAgo: 340, term: 'P1Y', products: [combi], price: 150, currency: 'EUR', happenings: [
    { when: day(3, '11:25'), by: 'omar-reyes', event: 'agreement.renewed' },
  ] },
  // Renews by itself; checked early last year, so the anniversary stayed.
  { externalId: 'A-3005', customer: 'C-1004', startedDaysAgo: 405, term: 'P1Y', autoRenew: true, products: [pump9], price: 240, currency: 'GBP', happenings: [
    { when: day(75, '09:45'), by: 'tomas-vaitkus', event: 'done', step: 'safety-check' },
    { when: day(74, '13:15'), texts: '4' },
    { when: day(47, '11:20'), by: 'laura-bennett', event: 'call', step: 'renewal-call', data: { outcome: 'reached' } },
  ] },
  // Ran out a few days ago, and the yearly check was never done.
  { externalId: 'A-3006', customer: 'C-1006', startedDaysAgo: 370, term: 'P1Y', products: [combi], price: 150, currency: 'GBP', happenings: [
    { when: day(12, '15:50'), by: 'laura-bennett', event: 'call', step: 'renewal-call', data: { outcome: 'reached', comment: 'Wants to think about it' } },
  ] },
  // Young.
  { externalId: 'A-3007', customer: 'C-2002', startedDaysAgo: 100, term: 'P2Y', autoRenew: true, products: [pump9], price: 380, currency: 'USD' },
  // The yearly visit has just come near: times were offered.
  { externalId: 'A-3009', customer: 'C-1005', startedDaysAgo: 306, term: 'P2Y', autoRenew: true, products: [combi], price: 150, currency: 'GBP' },
  { externalId: 'A-3008', customer: 'C-4002', startedDaysAgo: 20, term: 'P1Y', products: [pump9], price: 300, currency: 'SGD' },
];
