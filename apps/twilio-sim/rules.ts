import { phaseOf } from './errors.js';
import type { CallFate } from './call.js';
import type { Fate } from './message.js';

export const FAULTS = [
  /** The connection closes before anything is stored. */
  'close-before',
  /** The message is stored, the connection closes without an answer. */
  'close-after-accept',
  /** The message is stored, the answer is a 500 with code 20500. */
  '500-after-accept',
  /** A load balancer's HTML page; nothing is stored. */
  '503',
  /** 429 with code 20429; nothing is stored. */
  '429',
  /** The message is stored; 201, then the connection breaks in the middle of the body. */
  'cut-body',
  /** Each webhook is sent twice. */
  'duplicate-callback',
  /** Callbacks on the way arrive after the final one. */
  'late-callbacks',
  /** The first callback is delivered before the create is answered. */
  'callback-first',
  /** Webhooks are signed with a wrong key. */
  'bad-signature',
  /** No delivery receipt ever comes; a call's end is never told. */
  'stuck-at-sent',
  /** The message is stored, the answer waits for a release. */
  'hold',
  /** The request waits for a release before anything is stored. */
  'hold-before',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What a rule may be about. */
export const RESOURCES = ['messages', 'calls'] as const;
export type Resource = (typeof RESOURCES)[number];

export const OUTCOMES = ['delivered', 'undelivered', 'failed', 'sent', 'refused'] as const;

export interface Rule {
  id: number;
  /** Null: every account. */
  account: string | null;
  /** The customer's number; null: every number. */
  to: string | null;
  /** Null: whichever comes first. */
  on: Resource | null;
  outcome: (typeof OUTCOMES)[number] | null;
  errorCode: number | null;
  delayMs: number | null;
  fault: Fault | null;
  /** How many more times it applies; null: without end. */
  times: number | null;
}

/** Faults that take effect before Twilio has looked at the request. */
const BEFORE: ReadonlySet<Fault> = new Set(['close-before', '503', '429', 'hold-before']);
/** Faults that also make sense for a customer's text on its way to us. */
const INBOUND: ReadonlySet<Fault> = new Set(['duplicate-callback', 'bad-signature']);

/** What tests have asked to go differently. Rules for one number go before general ones, older before newer. */
export class RuleBook {
  #rules: Rule[] = [];
  #lastId = 0;

  add(rule: Omit<Rule, 'id'>): Rule {
    const added = { ...rule, id: (this.#lastId += 1) };
    this.#rules.push(added);
    return added;
  }

  list(): readonly Rule[] {
    return this.#rules;
  }

  forget(account: string | null): void {
    this.#rules = account === null ? [] : this.#rules.filter((rule) => rule.account !== account);
  }

  /** The fault that strikes this request before it is read, used up by being taken. */
  takeBefore(account: string, to: string, resource: Resource): Fault | null {
    const rule = this.#find(account, to, (one) => isAbout(one, resource));
    if (!rule?.fault || !BEFORE.has(rule.fault)) return null;
    this.#use(rule);
    return rule.fault;
  }

  /** The rule for a message about to be accepted or refused, used up by being taken. */
  takeForMessage(account: string, to: string): Rule | null {
    return this.#take(account, to, (rule) => isAbout(rule, 'messages') && !isBefore(rule));
  }

  /** The rule for a call about to be accepted or refused, used up by being taken. */
  takeForCall(account: string, to: string): Rule | null {
    return this.#take(account, to, (rule) => isAbout(rule, 'calls') && !isBefore(rule));
  }

  /** The rule for a customer's text. */
  takeForInbound(account: string, from: string): Rule | null {
    return this.#take(account, from, (rule) => rule.fault !== null && INBOUND.has(rule.fault));
  }

  #take(account: string, phone: string, isFit: (rule: Rule) => boolean): Rule | null {
    const rule = this.#find(account, phone, isFit);
    if (rule) this.#use(rule);
    return rule ?? null;
  }

  #find(account: string, phone: string, isFit: (rule: Rule) => boolean): Rule | undefined {
    const fitting = this.#rules.filter((rule) => (rule.account ?? account) === account && isFit(rule));
    return fitting.find((rule) => rule.to === phone) ?? fitting.find((rule) => rule.to === null);
  }

  #use(rule: Rule): void {
    if (rule.times === null) return;
    rule.times -= 1;
    if (rule.times <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
  }
}

/** How a text ends says nothing about a call. */
function isAbout({ on, outcome }: Rule, resource: Resource): boolean {
  if (on !== null) return on === resource;
  return resource === 'messages' || outcome === null || outcome === 'refused';
}

function isBefore({ fault }: Rule): boolean {
  return fault !== null && BEFORE.has(fault);
}

/** What is to go wrong with an accepted call under a rule. */
export function callFateOf(rule: Rule | null): CallFate {
  return {
    firstDelayMs: rule?.delayMs ?? null,
    isDoubled: rule?.fault === 'duplicate-callback',
    isLate: rule?.fault === 'late-callbacks',
    isBadlySigned: rule?.fault === 'bad-signature',
    isEndSilent: rule?.fault === 'stuck-at-sent',
  };
}

/** The code with which a rule refuses a create, or null when it lets it pass. */
export function refusalOf(rule: Rule | null): number | null {
  if (!rule) return null;
  if (rule.outcome === 'refused') return rule.errorCode ?? 21612;
  const isSync = rule.errorCode !== null && phaseOf(rule.errorCode) === 'sync';
  return rule.outcome === null && isSync ? rule.errorCode : null;
}

/** What becomes of an accepted message under a rule; a code alone means that it does not arrive. */
export function fateOf(rule: Rule | null): Fate {
  const outcome = rule?.outcome ?? (rule?.errorCode ? 'undelivered' : 'delivered');
  const isUnhappy = outcome === 'undelivered' || outcome === 'failed';
  return {
    outcome: rule?.fault === 'stuck-at-sent' || outcome === 'refused' ? 'sent' : outcome,
    errorCode: isUnhappy ? (rule?.errorCode ?? (outcome === 'failed' ? 30001 : 30003)) : null,
    firstDelayMs: rule?.delayMs ?? null,
    isDoubled: rule?.fault === 'duplicate-callback',
    isLate: rule?.fault === 'late-callbacks',
    isBadlySigned: rule?.fault === 'bad-signature',
  };
}
