import type { Reason } from './reason.js';

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The English wording of each reason; `{name}` stands for a value. The code is what others rely on, the words may change.
 */
const WORDS = {
  // where the date comes from
  anchor: 'counted from {from} ({at})',
  offset: 'plus {offset}',
  next: 'the first {next} on or after that date',
  spread: 'recipients are spread over {spread}, so that not everybody comes at once',
  at: 'at {at} local time',
  'clock.gap': 'that local time does not exist on {date}, the clocks go forward; it moves later',
  'shift.forward': '{date} is closed ({why}), moved forward to {to}',
  'shift.back': '{date} is closed ({why}), moved back to {to}',
  repeat: 'occurrence {occurrence} of a series every {every}',
  'anniversary.kept': 'done inside the early window, the anniversary stays',
  'anniversary.moved':
    'done on {done}, outside the window before {deadline}; the next deadline counts from the day done',
  'floating.counted': 'counted from {done}, the day the one before was done',
  projected: 'shown as if those before were done on their due dates',
  'missed.collapsed': 'stands for all occurrences that were due before the plan was in force',
  missed: 'was due before the plan was in force',
  replaces: 'takes the place of {step} on {date}',
  snoozed: 'put off to {until} by a person',
  // quiet hours, consent, how often
  'quiet-hours.moved': 'quiet hours from {from} to {to}: leaves at {sendLocal} ({rule})',
  'quiet-hours.no-common-hour':
    'no hour is decent in all zones the customer may be in: store the zone they are in',
  'blackout.moved': 'nothing is sent on {day}: leaves at {sendLocal} ({rule})',
  'consent.given': 'the customer may be contacted for {purpose} by {channel}',
  'consent.missing': 'no consent for {purpose} by {channel}',
  'consent.opted-out': 'the customer opted out of {refused} by {channel}',
  'consent.unclear': 'the customer may have asked for no more messages: a person reads it first',
  'country.one-way': 'nobody can answer a text in {country}: ask by a link or a call',
  'channel.not-set-up': 'nothing can be sent by {channel} here',
  'channel.none': 'the customer and the policy have no channel in common',
  'email.missing': 'no mail address is known',
  'whatsapp.no-approved-template':
    'WhatsApp has not approved {template}, and the customer has not written for a day',
  undelivered: 'did not arrive by {channel}: {meaning} ({error})',
  'not-delivered': 'no message arrived, and nothing else is tried',
  'call.instead': 'no text could reach the customer, so a person calls',
  'number.unusable': 'there is no number that can be texted',
  'frequency.reached': 'already {max} messages within {per}: leaves at {until}',
  'survey-every.reached': 'asked less than {per} ago',
  'work.added': '{said}',
  'queue.promised': 'we promised to call back at this time',
  'queue.late': 'waiting for {hours} hours',
  'queue.good-time': 'was reached in this part of the day before: {part}',
  'call.asked-by-text': 'the same was asked by text less than a day ago',
  merged: 'goes out together with {step}',
  'kept-back': 'kept back: {reason}',
  // what ended it
  done: 'done on {on}',
  sent: 'sent',
  'sent.assumed': 'taken as sent on time',
  answered: 'answered with {score}',
  'answered.late': 'answered with {score} after it had closed',
  closed: 'closed without an answer',
  'skipped.by-person': 'skipped by a person: {reason}',
  'skipped.still-open': 'occurrence {open} was still open on that date',
  'condition.failed': 'the condition {condition} did not hold when it was due',
  withdrawn: 'withdrawn by {event}',
  expired: 'still open {expires} after its due date',
  unreached: 'not reached in {max} attempts',
  'call.outcome': 'attempt {attempt}: {outcome}',
  'answered.elsewhere': 'the customer answered the same question on another way: {step}',
  // visits
  'visit.proposed': 'times were offered, an answer is awaited until {until}',
  'visit.booked': 'booked for {at}',
  'visit.confirmed': 'booked for {at}, and the customer said that it suits',
  'visit.missed': 'was booked for {at}, and nobody has reported',
  'visit.person': 'a person has to arrange it: {reason}',
  'visit.unanswered': 'no answer to {rounds} proposals: a person has to call',
  'visit.cancelled': 'called off: {reason}',
  'offer.made': 'a person made this offer: {kind}',
  'put-off': 'the customer asked to be reminded on {on}',
  'notice.required':
    'the renewal must be announced by {sendBy} ({rules}); it can be refused until {refuseUntil}',
  'notice.by-hand': 'the notice of {step} could not be sent, so a person has to give it',
  // clocks
  'target.started': 'runs from {event}',
  'target.paused': 'paused for {minutes} minutes that count',
  'target.reopened': 'reopened: the due date {rule}',
  'target.ended': 'ended by {event}',
  // ladders
  'ladder.level': 'level {level}, {after} from the due instant',
  'ladder.resumed': 'acknowledged at {acknowledged} but not resolved within {timeout}',
  'reaction.matched': 'the answer matched line {line} of react',
  // agreements
  'agreement.renewed': 'renewed until {endsOn}',
  'agreement.suspended': 'suspended for {days} days, the end moves with it',
  // tiers
  'tier.meets': '{fact} of {value} meets {tier}: {bound} {limit}',
  'tier.misses': '{fact} of {value} misses {tier}: {bound} {limit}',
  'tier.unknown': '{fact} is not known, so it does not count',
  'tier.kept-near': 'within {percent} % of the border: stays {tier}',
  'tier.kept-recent': 'became {tier} less than {stay} ago: stays until {until}',
  'tier.otherwise': 'meets no other tier: {tier}',
  'tier.pinned': 'decided on by a person: {tier}',
} as const;

export type ReasonCode = keyof typeof WORDS;

/** Shared by all reasons: most are never read, and a getter of its own for each would cost more than the rest of it. */
const TEXT: PropertyDescriptor & ThisType<Reason> = {
  enumerable: true,
  configurable: true,
  get() {
    return fill(WORDS[this.code as ReasonCode], this);
  },
};

/** A reason with its English wording, which is only put together when somebody reads it. */
export function because(code: ReasonCode, values: Values = {}): Reason {
  return Object.defineProperty({ code, ...values }, 'text', TEXT) as Reason;
}

function fill(words: string, values: Values): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
}
