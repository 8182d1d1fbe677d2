import { z } from 'zod';
import type { Calendar } from '../domain/calendar.js';
import { DEFAULT_CONTACT_RULES, type ContactRules, type Purpose } from '../domain/contact-rules.js';
import type { PlanEvent } from '../domain/event.js';
import type { Facts } from '../domain/facts.js';
import { parseDate } from '../domain/local-date.js';
import type { Policy } from '../domain/policy.js';
import type { Subject } from '../domain/subject.js';
import { atLocal, type Instant } from '../domain/time.js';
import { parseCalendar } from './calendar-document.js';
import { parseContactRules, purpose } from './contact-rules-document.js';
import { asList, asObject, asText, checkShape, fault, within, type Fault } from './fault.js';
import { parsePolicy } from './parse-policy.js';
import { eventSchema, subjectSchema } from './subject-document.js';
import { country, instant, zone } from './values.js';

const customer = z.object({
  type: z.enum(['retail', 'business', 'channel', 'internal']).optional(),
  tier: z.enum(['platinum', 'gold', 'iron', 'lead']).optional(),
  country: country.optional(),
  region: z.string().optional(),
  language: z.string().optional(),
  textable: z.boolean().optional(),
});

const consent = z.object({
  channel: z.enum(['sms', 'whatsapp', 'email', 'call']),
  purpose: z.union([purpose, z.literal('all')]),
  granted: z.boolean(),
  at: instant,
});

/** What a simulation is given, apart from the documents in it: section 10 of the policy format. */
export const simulationDocument = z.object({
  now: instant,
  until: instant.optional(),
  startedAt: instant.optional(),
  zone: zone.optional(),
  policy: z.looseObject({}),
  calendars: z.array(z.unknown()).optional(),
  contactRules: z.unknown().optional(),
  templates: z.array(z.object({ template: z.string(), purpose })).optional(),
  customer: customer.optional(),
  consents: z.array(consent).optional(),
  /** Product codes of what is installed there, and when visits were done. Not given: nobody looked. */
  assets: z.array(z.string()).optional(),
  servicedAt: z.array(instant).optional(),
  /** What recipients are spread by over the days of a season; not given: on the first. */
  spreadBy: z.string().max(200).optional(),
  subject: subjectSchema,
  events: z.array(eventSchema).optional(),
});

/** A simulation that can be run. */
export interface Simulation {
  readonly facts: Facts;
  readonly now: Instant;
  readonly until?: Instant;
}

export type ParsedSimulation =
  { readonly ok: true; readonly simulation: Simulation } | { readonly ok: false; readonly errors: Fault[] };

/** Without a zone in the body local rules apply in this one. */
const DEFAULT_ZONE = 'UTC';

/** Checks the body of a simulation with all documents in it and names all faults at once. */
export function parseSimulation(json: unknown): ParsedSimulation {
  const { value, faults } = checkShape(simulationDocument, json);
  const body = asObject(json) ?? {};
  const { calendars, errors: calendarErrors } = parseCalendars(body);
  const parsedPolicy = parsePolicy(body['policy'], { calendars: namesOf(body) });
  const rules = body['contactRules'] === undefined ? null : parseContactRules(body['contactRules']);
  const errors = [
    ...faults,
    ...(parsedPolicy.ok || !asObject(body['policy']) ? [] : within(['policy'], parsedPolicy.errors)),
    ...calendarErrors,
    ...(rules && !rules.ok ? within(['contactRules'], rules.errors) : []),
    ...senseFaults(body),
  ];
  if (!value || !parsedPolicy.ok || errors.length > 0) return { ok: false, errors };
  const contactRules = rules?.ok ? rules.contactRules : WITHOUT_RULES;
  const facts = factsOf(value, parsedPolicy.policy, calendars, contactRules);
  return { ok: true, simulation: { facts, now: value.now, ...(value.until ? { until: value.until } : {}) } };
}

/** No contact rules given: nothing is quiet. What needs consent is the same as always. */
const WITHOUT_RULES: ContactRules = { consent: DEFAULT_CONTACT_RULES.consent };

function parseCalendars(body: Readonly<Record<string, unknown>>): {
  calendars: Map<string, Calendar>;
  errors: Fault[];
} {
  const calendars = new Map<string, Calendar>();
  const errors: Fault[] = [];
  for (const [i, json] of asList(body['calendars']).entries()) {
    const parsed = parseCalendar(json);
    if (!parsed.ok) errors.push(...within(['calendars', i], parsed.errors));
    else if (calendars.has(parsed.calendar.calendar)) {
      errors.push(
        fault(
          ['calendars', i, 'calendar'],
          `There are two calendars of the key "${parsed.calendar.calendar}".`,
        ),
      );
    } else calendars.set(parsed.calendar.calendar, parsed.calendar);
  }
  return { calendars, errors };
}

/** Keys of all calendars given, also of those with faults: they are not missing. */
function namesOf(body: Readonly<Record<string, unknown>>): Set<string> {
  return new Set(asList(body['calendars']).flatMap((json) => asText(asObject(json)?.['calendar']) ?? []));
}

function senseFaults(body: Readonly<Record<string, unknown>>): Fault[] {
  const faults: Fault[] = [];
  const policy = asObject(body['policy']);
  const [made, given] = [asText(policy?.['subject']), asText(asObject(body['subject'])?.['type'])];
  if (made !== null && given !== null && made !== given) {
    faults.push(fault(['subject', 'type'], `The policy is for a ${made}, not for a ${given}.`));
  }
  const steps = new Set(asList(policy?.['steps']).map((step) => asText(asObject(step)?.['step'])));
  for (const [i, event] of asList(body['events']).entries()) {
    const step = asText(asObject(event)?.['step']);
    if (step === null || steps.has(step.split('/')[0]!)) continue;
    faults.push(fault(['events', i, 'step'], `The policy has no step of the name "${step}".`));
  }
  const [now, until] = [instant.safeParse(body['now']).data, instant.safeParse(body['until']).data];
  if (now !== undefined && until !== undefined && until < now) {
    faults.push(fault(['until'], 'A simulation cannot end before it begins.'));
  }
  return faults;
}

function factsOf(
  body: z.infer<typeof simulationDocument>,
  policy: Policy,
  calendars: Map<string, Calendar>,
  contactRules: ContactRules,
): Facts {
  const name = body.zone ?? DEFAULT_ZONE;
  const subject: Subject = body.subject;
  return {
    policy,
    subject,
    customer: body.customer ?? {},
    zone: name,
    calendars,
    contactRules,
    purposes: new Map(
      body.templates?.map((template): [string, Purpose] => [template.template, template.purpose]),
    ),
    consents: body.consents,
    assets: body.assets,
    servicedAt: body.servicedAt,
    spreadBy: body.spreadBy,
    events: (body.events ?? []) as PlanEvent[],
    startedAt: body.startedAt ?? beginningOf(subject, name),
    assumeSent: true,
  };
}

/** The plan came into force when its subject began. */
function beginningOf(subject: Subject, name: string): Instant {
  switch (subject.type) {
    case 'sale':
      return subject.soldAt;
    case 'ticket':
      return subject.openedAt;
    case 'agreement':
      return atLocal(parseDate(subject.startsOn), 0, name);
  }
}
