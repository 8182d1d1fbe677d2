import type { BoardItem, Escalation, FollowUp, Me } from '../api/types';

/** The product's present time in tests. */
export const NOW = '2026-11-24T12:00:00Z';

export const me: Me = { id: 'staff:stf_1', role: 'manager', name: 'Helen Marsh', staffId: 'stf_1' };
/** The company's own clock stands at `NOW`. */
export const clock = { now: NOW, speed: 1, next: null, phones: null, zone: 'Europe/London' };

/** A call that is a day overdue, with only the fields that matter to the case. */
export function buildFollowUp(facts: Partial<FollowUp> = {}): FollowUp {
  return {
    id: 'fup_1',
    plan: 'pln_1',
    policy: { key: 'after-sale', version: 3, name: 'After a sale' },
    subject: { type: 'sale', id: 'sal_1', externalId: 'S-1' },
    step: 'check-call',
    occurrence: 1,
    place: { n: 2, of: 5 },
    kind: 'call',
    question: null,
    state: 'due',
    overdue: true,
    dueAt: '2026-11-23T12:00:00Z',
    dueLocal: '2026-11-23T14:00',
    zone: 'Europe/Vilnius',
    sendAt: null,
    closesAt: null,
    expiresAt: null,
    customer: {
      id: 'cus_1',
      name: 'Rasa Petrauskienė',
      tier: 'gold',
      type: 'retail',
      country: 'LT',
      region: null,
      language: 'lt',
      phoneState: 'ok',
    },
    product: 'Combi boiler 24',
    cover: null,
    owner: { id: 'stf_2', name: 'Tomas Vaitkus' },
    attempts: { used: 1, max: 3, nextAt: null },
    score: null,
    comment: null,
    outcome: null,
    reasons: [{ code: 'offset', text: 'plus P3D', offset: 'P3D' }],
    ...facts,
  };
}

export function buildEscalation(facts: Partial<Escalation> = {}): Escalation {
  return {
    id: 'esc_1',
    state: 'open',
    of: 'step:satisfaction',
    cause: 'reaction',
    level: 1,
    customer: { id: 'cus_1', name: 'Priya Nair', tier: 'gold', type: 'retail' },
    owner: null,
    reason: 'the answer matched line 1 of react',
    reasons: [{ code: 'reaction.matched', text: 'the answer matched line 1 of react', line: 1 }],
    comment: 'still leaking',
    plan: 'pln_1',
    policy: { key: 'after-sale', version: 3 },
    followUp: null,
    at: '2026-11-24T09:00:00Z',
    dueAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    levels: [],
    ...facts,
  };
}

/** Answers to what every page asks for; a test adds its own. */
export const everyPage = {
  'GET /v1/me': me,
  'GET /v1/sandbox/clock': clock,
  'GET /v1/escalations': { items: [], next: null },
  'GET /v1/inbox': { items: [], next: null },
  'GET /v1/staff': { items: [], next: null },
  'GET /v1/board-views': { items: [], next: null },
  'GET /v1/senders': { items: [], next: null },
};

/** What the board shows beside a follow-up. */
const BESIDE: Omit<BoardItem, keyof FollowUp> = {
  overdueWorkingMinutes: null,
  paused: false,
  lastAttempt: null,
  nextAction: null,
};

export function buildBoard(
  items: (FollowUp & Partial<BoardItem>)[],
  counts: Record<string, number> = {},
): object {
  return { items: items.map((item) => ({ ...BESIDE, ...item })), next: null, now: NOW, counts };
}
