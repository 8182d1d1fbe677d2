import { anchorStep } from '../domain/event-log.js';
import { findDate } from '../domain/local-date.js';
import { asList, asObject, asText, fault, type Fault, type Path } from './fault.js';
import { namedTemplates } from './named-templates.js';

/** What exists besides the policy. A set that is not given is not checked. */
export interface Known {
  readonly templates?: ReadonlySet<string>;
  readonly calendars?: ReadonlySet<string>;
}

type Json = Readonly<Record<string, unknown>>;

interface StepJson {
  readonly name: string | null;
  readonly json: Json;
  readonly path: Path;
}

/**
 * Faults of sense: what refers to something that is not there, goes in circles or does not belong together. It looks at
 * documents whose shape may be wrong too, so that all faults are named at once.
 */
export function findPolicyFaults(policy: Json, known: Known): Fault[] {
  const steps = asList(policy['steps']).flatMap((json, i): StepJson[] => {
    const object = asObject(json);
    return object ? [{ name: asText(object['step']), json: object, path: ['steps', i] }] : [];
  });
  return [
    ...calendarFaults([], policy, known),
    ...doubles(steps),
    ...steps.flatMap((step) => [
      ...anchorFaults(step, steps, asText(policy['subject'])),
      ...kindFaults(step),
      ...careFaults(step, asText(policy['subject'])),
      ...repeatFaults(step, steps),
      ...stopFaults(step, steps),
      ...conditionFaults(step, asText(policy['subject'])),
      ...needsCalendar(step, policy),
      ...calendarFaults(step.path, step.json, known),
      ...templateFaults(step, known),
      ...reactFaults(step),
    ]),
    ...loops(steps),
    ...targetFaults(policy, known),
  ];
}

function doubles(steps: readonly StepJson[]): Fault[] {
  return steps.flatMap(({ name, path }, i) => {
    const isDouble = name !== null && steps.slice(0, i).some((earlier) => earlier.name === name);
    return isDouble ? [fault([...path, 'step'], `There are two steps of the name "${name}".`)] : [];
  });
}

function stepNamed(name: string, steps: readonly StepJson[]): StepJson | undefined {
  return steps.find((step) => step.name === name);
}

function fromOf({ json }: StepJson): string | null {
  return asText(asObject(json['due'])?.['from']);
}

function anchorFaults(step: StepJson, steps: readonly StepJson[], subject: string | null): Fault[] {
  const from = fromOf(step);
  if (from === null) return [];
  const path = [...step.path, 'due', 'from'];
  const other = anchorStep(from);
  if (other !== null) {
    const named = stepNamed(other, steps);
    if (!named) return [fault(path, `There is no step of the name "${other}".`)];
    const canEscalate = ['survey', 'call'].includes(asText(named.json['kind']) ?? '');
    return from.startsWith('resolved:') && !canEscalate
      ? [fault(path, `No answer to "${other}" opens an escalation that could be resolved.`)]
      : [];
  }
  const belongsTo = /^(sale|ticket|agreement)\./.exec(from)?.[1];
  return belongsTo && subject && belongsTo !== subject
    ? [fault(path, `A policy for a ${subject} has no "${from}".`)]
    : [];
}

/** Which kinds a field makes sense for. */
const FIELD_KINDS: Readonly<Record<string, readonly string[]>> = {
  horizon: ['call', 'visit', 'review'],
  question: ['survey', 'call'],
  remindAfter: ['survey'],
  closesAfter: ['survey'],
  react: ['survey', 'call'],
  attempts: ['call'],
  automated: ['call'],
  confirm: ['visit'],
  minutes: ['visit'],
  team: ['visit'],
  skills: ['visit'],
  propose: ['visit'],
  tell: ['visit'],
  offer: ['survey'],
  notice: ['sms'],
  channels: ['sms', 'survey', 'visit'],
};

function kindFaults({ json, path }: StepJson): Fault[] {
  const kind = asText(json['kind']) ?? '';
  const faults: Fault[] = [];
  if ((kind === 'sms' || kind === 'survey') && json['template'] === undefined) {
    faults.push(
      fault([...path, 'template'], `A step of kind ${kind} needs a template: the text that is sent.`),
    );
  }
  if (kind === 'survey' && json['question'] === undefined) {
    faults.push(fault([...path, 'question'], 'A survey needs its question: csat, nps, ces or yes-no.'));
  }
  if (kind === 'call' && json['automated'] === true && json['question'] !== 'csat') {
    faults.push(
      fault(
        [...path, 'question'],
        'An automated call asks one question from 1 to 5 by keypad, so its question is csat.',
      ),
    );
  }
  for (const [field, kinds] of Object.entries(FIELD_KINDS)) {
    const isKnownKind = ['sms', 'survey', 'call', 'visit', 'review'].includes(kind);
    if (json[field] === undefined || !isKnownKind || kinds.includes(kind)) continue;
    faults.push(
      fault([...path, field], `A step of kind ${kind} has no "${field}"; it is for ${kinds.join(', ')}.`),
    );
  }
  return faults;
}

/** Seasons, offers and notices: what does not belong together. */
function careFaults(step: StepJson, subject: string | null): Fault[] {
  const { json, path } = step;
  const faults: Fault[] = [];
  const add = (at: Path, message: string): void => void faults.push(fault([...path, ...at], message));
  const due = asObject(json['due']);
  if (due?.['spread'] !== undefined && due['next'] === undefined)
    add(['due', 'spread'], '"spread" goes with "next" only: it spreads recipients over the days from it.');
  for (const [i, condition] of asList(json['onlyIf']).entries()) {
    const service = asObject(asObject(condition)?.['lastService']);
    if (service && Object.keys(service).length === 0)
      add(['onlyIf', i, 'lastService'], 'This needs "olderThan" or "within".');
  }
  const offer = asObject(json['offer']);
  if (offer && json['question'] !== 'yes-no')
    add(['question'], 'An offer is answered with yes or no, so its question is yes-no.');
  if (offer?.['kind'] === 'renewal' && subject !== 'agreement' && subject !== null)
    add(['offer', 'kind'], `There is nothing to renew after a ${subject}; offer an agreement.`);
  if (offer && offer['kind'] !== 'renewal' && offer['term'] === undefined)
    add(['offer', 'term'], 'An agreement that is offered needs its term.');
  if (offer?.['price'] !== undefined && offer['currency'] === undefined)
    add(['offer', 'currency'], 'A price needs its currency.');
  const from = fromOf(step);
  if (json['notice'] === true && from !== null && from !== 'agreement.notify')
    add(['due', 'from'], 'A notice counts from agreement.notify, the last day on which it may be sent.');
  return faults;
}

function repeatFaults(step: StepJson, steps: readonly StepJson[]): Fault[] {
  const repeat = asObject(step.json['repeat']);
  if (!repeat) return [];
  const path = [...step.path, 'repeat'];
  const mode = asText(repeat['mode']) ?? 'fixed-skip';
  const isFixed = mode === 'fixed-skip' || mode === 'fixed-each';
  const faults: Fault[] = [];
  const add = (field: string, message: string): void => void faults.push(fault([...path, field], message));
  if (repeat['every'] === undefined && repeat['rrule'] === undefined) {
    add('every', 'A series needs "every", a duration such as P1Y, or "rrule".');
  }
  if (repeat['every'] !== undefined && repeat['rrule'] !== undefined)
    add('rrule', 'Either "every" or "rrule", not both.');
  if (repeat['rrule'] !== undefined && !isFixed)
    add('rrule', `"rrule" goes with the fixed modes only, not with ${mode}.`);
  if (repeat['early'] !== undefined && mode !== 'anniversary')
    add('early', '"early" goes with mode anniversary only.');
  if (fromOf(step)?.startsWith('due:')) {
    faults.push(
      fault(
        path,
        'A step that hangs on due:<step> comes with each of its occurrences and cannot repeat by itself.',
      ),
    );
  }
  const until = asText(repeat['until']);
  const isDateAnchor =
    until !== null && /^(sale\.warranty-ends|agreement\.(starts|ends|notice|notify))$/.test(until);
  if (until !== null && findDate(until) === null && !isDateAnchor) {
    add('until', 'This is neither a date such as 2027-12-31 nor a date anchor such as agreement.ends.');
  }
  for (const [i, name] of asList(repeat['replaces']).entries()) {
    if (typeof name !== 'string' || (name !== step.name && stepNamed(name, steps))) continue;
    faults.push(fault([...path, 'replaces', i], `There is no other step of the name "${name}".`));
  }
  return faults;
}

function stopFaults({ json, path }: StepJson, steps: readonly StepJson[]): Fault[] {
  return asList(json['stopOn']).flatMap((stop, i) => {
    const name = typeof stop === 'string' && stop.startsWith('done:') ? stop.slice('done:'.length) : null;
    if (name === null || stepNamed(name, steps)) return [];
    return [fault([...path, 'stopOn', i], `There is no step of the name "${name}".`)];
  });
}

function conditionFaults({ json, path }: StepJson, subject: string | null): Fault[] {
  return asList(json['onlyIf']).flatMap((condition, i) => {
    const belongsTo =
      typeof condition === 'string' ? /^(ticket|agreement)\./.exec(condition)?.[1] : undefined;
    if (!belongsTo || !subject || belongsTo === subject) return [];
    return [fault([...path, 'onlyIf', i], `"${String(condition)}" never holds for a ${subject}.`)];
  });
}

// --- calendars and templates ---

function isWorkingTime(json: unknown): boolean {
  const offset = asObject(json);
  return offset !== null && ('workingMinutes' in offset || 'workingDays' in offset);
}

function needsCalendar({ json, path }: StepJson, policy: Json): Fault[] {
  if (json['calendar'] !== undefined || policy['calendar'] !== undefined) return [];
  const due = asObject(json['due']);
  const faults: Fault[] = [];
  const words = 'needs a calendar, and neither the step nor the policy names one.';
  if (isWorkingTime(due?.['offset'])) faults.push(fault([...path, 'due', 'offset'], `Working time ${words}`));
  if (due?.['shift'] === 'forward' || due?.['shift'] === 'back') {
    faults.push(fault([...path, 'due', 'shift'], `A shift ${words}`));
  }
  return [...faults, ...ladderNeedsCalendar([...path, 'ladder'], json['ladder'])];
}

function ladderNeedsCalendar(path: Path, ladder: unknown): Fault[] {
  return asList(asObject(ladder)?.['levels']).flatMap((level, i) =>
    isWorkingTime(asObject(level)?.['after'])
      ? [fault([...path, 'levels', i, 'after'], 'Working time needs a calendar, and none is named.')]
      : [],
  );
}

function calendarFaults(path: Path, json: Json, { calendars }: Known): Fault[] {
  const name = asText(json['calendar']);
  if (!calendars || name === null || calendars.has(name)) return [];
  return [fault([...path, 'calendar'], `There is no calendar of the key "${name}".`)];
}

function templateFaults({ json, path }: StepJson, { templates }: Known): Fault[] {
  if (!templates) return [];
  return namedTemplates(json).flatMap(([at, name]) =>
    templates.has(name) ? [] : [fault([...path, ...at], `There is no template of the key "${name}".`)],
  );
}

function reactFaults({ json, path }: StepJson): Fault[] {
  return asList(json['react']).flatMap((line, i) => {
    const object = asObject(line);
    const at = [...path, 'react', i];
    const faults: Fault[] = [];
    if (object?.['do'] === 'send' && object['template'] === undefined) {
      faults.push(fault([...at, 'template'], 'A line that sends needs a template.'));
    }
    const to = asObject(object?.['to']);
    if (to && Object.keys(to).length === 0)
      faults.push(fault([...at, 'to'], 'This says for no answer that it is meant for.'));
    return faults;
  });
}

// --- circles ---

/** Steps that hang on each other by `due:`, `done:` and `resolved:`, or replace each other, so that none can be dated first. */
function loops(steps: readonly StepJson[]): Fault[] {
  const anchors = (step: StepJson): string[] => {
    const name = anchorStep(fromOf(step) ?? '');
    return name === null ? [] : [name];
  };
  const all = (step: StepJson): string[] => [...anchors(step), ...replacers(step, steps)];
  return steps.flatMap((step) => {
    if (anchors(step).length > 0 && reaches(step, step, anchors, steps)) {
      return [
        fault(
          [...step.path, 'due', 'from'],
          `The step "${step.name}" hangs on itself by way of ${fromOf(step)}.`,
        ),
      ];
    }
    if (!reaches(step, step, all, steps) || asObject(step.json['repeat'])?.['replaces'] === undefined)
      return [];
    return [
      fault([...step.path, 'repeat', 'replaces'], `The step "${step.name}" is replaced by what it replaces.`),
    ];
  });
}

function replacers({ name }: StepJson, steps: readonly StepJson[]): string[] {
  return steps.flatMap((other) => {
    const replaces = asList(asObject(other.json['repeat'])?.['replaces']);
    return other.name !== null && other.name !== name && replaces.includes(name) ? [other.name] : [];
  });
}

function reaches(
  from: StepJson,
  to: StepJson,
  next: (step: StepJson) => string[],
  steps: readonly StepJson[],
): boolean {
  const seen = new Set<StepJson>();
  const open = [from];
  for (let step = open.pop(); step; step = open.pop()) {
    for (const name of next(step)) {
      const found = stepNamed(name, steps);
      if (found === to) return true;
      if (found && !seen.has(found)) {
        seen.add(found);
        open.push(found);
      }
    }
  }
  return false;
}

// --- targets ---

function targetFaults(policy: Json, known: Known): Fault[] {
  const targets = asList(policy['targets']);
  const subject = asText(policy['subject']);
  const faults: Fault[] = [];
  if (targets.length > 0 && subject !== 'ticket' && subject !== null) {
    faults.push(fault(['targets'], `Targets are for tickets; a policy for a ${subject} has none.`));
  }
  for (const [i, json] of targets.entries()) {
    const target = asObject(json);
    if (!target) continue;
    const path = ['targets', i];
    const isDouble = targets.slice(0, i).some((other) => asObject(other)?.['target'] === target['target']);
    if (isDouble)
      faults.push(fault([...path, 'target'], `There are two targets "${String(target['target'])}".`));
    const hasCalendar = target['calendar'] !== undefined || policy['calendar'] !== undefined;
    if (isWorkingTime(target['within']) && !hasCalendar) {
      faults.push(fault([...path, 'within'], 'Working time needs a calendar, and none is named.'));
    }
    if (!hasCalendar) faults.push(...ladderNeedsCalendar([...path, 'ladder'], target['ladder']));
    faults.push(...calendarFaults(path, target, known));
  }
  return faults;
}
