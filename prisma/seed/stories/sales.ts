import { day } from './moment.js';
import { PRODUCTS, type SaleStory } from './story.js';

const { combi, system, pump9, pump16, thermostat, tank, radiator } = PRODUCTS;

// prettier-ignore
export const SALES: readonly SaleStory[] = [
  // Just sold: the thank-you leaves in a few minutes.
  { externalId: 'S-1001', customer: 'C-4001', sold: { minutesAgo: 112 }, products: [thermostat], amount: 289, currency: 'SGD', soldBy: 'wei-lin' },
  { externalId: 'S-1002', customer: 'C-2001', sold: { minutesAgo: 65 }, products: [thermostat, radiator], amount: 640, currency: 'USD', soldBy: 'omar-reyes' },
  // On their way.
  { externalId: 'S-1003', customer: 'C-1002', sold: day(1, '16:20'), products: [combi], amount: 2150, currency: 'GBP', soldBy: 'laura-bennett', happenings: [
    { when: day(1, '18:40'), texts: 'Can somebody call me? I have a question about the invoice' },
  ] },
  { externalId: 'S-1004', customer: 'C-3002', sold: day(2, '12:05'), products: [radiator], amount: 310, currency: 'EUR', soldBy: 'omar-reyes' },
  // Asked, waiting for an answer; then called.
  { externalId: 'S-1005', customer: 'C-2003', sold: day(4, '11:40'), products: [tank], amount: 1180, currency: 'USD', soldBy: 'omar-reyes' },
  { externalId: 'S-1006', customer: 'C-3004', sold: day(4, '17:15'), products: [thermostat], amount: 4900, currency: 'MXN' },
  { externalId: 'S-1007', customer: 'C-1001', sold: day(5, '10:30'), products: [thermostat], amount: 240, currency: 'GBP', soldBy: 'laura-bennett' },
  { externalId: 'S-1008', customer: 'C-4003', sold: day(5, '13:50'), products: [combi, thermostat], amount: 3900, currency: 'USD', soldBy: 'wei-lin', happenings: [
    // Whether they want no more at all, a person has to tell.
    { when: day(1, '17:30'), texts: 'please stop texting me at 7 in the morning' },
  ] },
  // No consent to be asked in Lithuania: the question is skipped, and somebody calls.
  { externalId: 'S-1009', customer: 'C-5003', sold: day(6, '15:10'), products: [radiator], amount: 270, currency: 'EUR', soldBy: 'tomas-vaitkus' },
  // Nobody has called yet.
  { externalId: 'S-1010', customer: 'C-1005', sold: day(11, '12:25'), products: [tank], amount: 890, currency: 'GBP' },
  { externalId: 'S-1011', customer: 'C-5005', sold: day(13, '14:00'), products: [combi], amount: 1980, currency: 'EUR' },
  { externalId: 'S-1012', customer: 'C-2004', sold: day(12, '09:45'), products: [system], amount: 4300, currency: 'USD', soldBy: 'omar-reyes', happenings: [
    { when: day(3, '16:20'), by: 'carmen-ortega', event: 'call', step: 'check-call', data: { outcome: 'no-answer' } },
  ] },
  // A low score with a comment: the escalation has reached the manager.
  { externalId: 'S-1013', customer: 'C-1003', sold: day(6, '11:00'), products: [pump9], amount: 7800, currency: 'GBP', soldBy: 'laura-bennett', happenings: [
    { when: day(2, '11:20'), texts: '2, still leaking' },
  ] },
  // Another one, which its owner has taken.
  { externalId: 'S-1014', customer: 'C-4002', sold: day(5, '12:30'), products: [pump9], amount: 11900, currency: 'SGD', soldBy: 'wei-lin', happenings: [
    { when: day(2, '10:40'), texts: '1 机器声音太大，晚上睡不着' },
    { when: day(2, '17:05'), by: 'wei-lin', event: 'acknowledged', data: { of: 'step:satisfaction' } },
  ] },
  // Happy customers, in all four languages.
  { externalId: 'S-1015', customer: 'C-3001', sold: day(8, '18:05'), products: [combi], amount: 2400, currency: 'EUR', soldBy: 'omar-reyes', happenings: [
    { when: day(5, '12:10'), texts: '5 muchas gracias' },
    // Too late to correct it by rule.
    { when: day(1, '19:20'), texts: '2, ahora hace ruido por la noche' },
  ] },
  { externalId: 'S-1016', customer: 'C-5002', sold: day(9, '11:35'), products: [thermostat], amount: 230, currency: 'EUR', soldBy: 'tomas-vaitkus', happenings: [
    { when: day(6, '10:25'), texts: '5' },
  ] },
  { externalId: 'S-1017', customer: 'C-1006', sold: day(26, '10:10'), products: [radiator], amount: 190, currency: 'GBP', soldBy: 'laura-bennett', happenings: [
    { when: day(19, '15:30'), by: 'tomas-vaitkus', event: 'call', step: 'check-call', data: { outcome: 'reached', score: 4 } },
  ] },
  // Wants no more messages.
  { externalId: 'S-1018', customer: 'C-3005', sold: day(20, '09:20'), products: [system, system], amount: 6900, currency: 'EUR', soldBy: 'omar-reyes', happenings: [
    { when: day(17, '10:45'), texts: 'STOP' },
  ] },
  // Key accounts.
  { externalId: 'S-1019', customer: 'C-2002', sold: day(18, '14:15'), products: [pump16], amount: 18400, currency: 'USD', soldBy: 'omar-reyes', happenings: [
    { when: day(15, '11:30'), texts: '4' },
  ] },
  { externalId: 'S-1020', customer: 'C-5004', sold: day(45, '13:00'), products: [pump16, tank], amount: 14700, currency: 'EUR', soldBy: 'tomas-vaitkus', happenings: [
    { when: day(42, '12:15'), texts: '5 Ačiū, viskas puiku' },
    { when: day(30, '15:40'), by: 'helen-marsh', event: 'done', step: 'account-review', data: { comment: 'Second building planned for spring' } },
    { when: day(13, '11:10'), by: 'tomas-vaitkus', event: 'call', step: 'account-call', data: { outcome: 'reached', comment: 'Wants an offer for the annex' } },
  ] },
  // Followed by the first version of the policy.
  { externalId: 'S-1021', customer: 'C-4004', sold: day(150, '10:00'), products: [pump9, pump9], amount: 96000, currency: 'CNY', soldBy: 'wei-lin', happenings: [
    { when: day(134, '11:00'), by: 'daniel-koh', event: 'done', step: 'account-review' },
    { when: day(118, '11:00'), by: 'daniel-koh', event: 'call', step: 'account-call', data: { outcome: 'reached' } },
  ] },
];
