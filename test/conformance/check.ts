import type { Expectation } from './cases.js';

type Json = Record<string, unknown>;

/** An answer of the simulation, by direct call or over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** Everything in which an answer differs from what a case expects; empty when it is right. */
export function check(expect: Expectation, answer: Answer, until: string | undefined): string[] {
  if (expect.error) return checkError(expect.error, answer);
  if (answer.status !== 200) return [`answered ${answer.status}: ${JSON.stringify(answer.body)}`];
  const { body } = answer;
  return [
    ...(expect.followUps ?? []).flatMap((wanted) => checkFollowUp(wanted, followUpsOf(body))),
    ...(expect.none ?? []).flatMap((unwanted) => checkNone(unwanted, followUpsOf(body))),
    ...Object.entries(expect.dueDates ?? {}).flatMap(([step, dates]) =>
      checkDueDates(step, dates, body, until),
    ),
    ...(expect.targets ?? []).flatMap((wanted) => checkTarget(wanted, body)),
    ...(expect.escalations ?? []).flatMap((wanted) => checkEscalations(wanted, body)),
    ...(expect.agreement
      ? differences(expect.agreement, body['agreement'] as Json | undefined, 'agreement')
      : []),
  ];
}

function checkError({ code, paths }: NonNullable<Expectation['error']>, { status, body }: Answer): string[] {
  const found = ((body['errors'] as { path: string }[] | undefined) ?? []).map(({ path }) => path);
  return [
    ...(status === 400 ? [] : [`answered ${status}, not 400`]),
    ...(body['code'] === code ? [] : [`the code is ${String(body['code'])}, not ${code}`]),
    ...paths
      .filter((path) => !found.includes(path))
      .map((path) => `no fault at ${path}, only at ${found.join(', ')}`),
  ];
}

function followUpsOf(body: Json): Json[] {
  return (body['followUps'] as Json[]).map((item) => ({
    ...item,
    dueOn: String(item['dueLocal']).slice(0, 10),
  }));
}

function checkFollowUp(wanted: Json, followUps: readonly Json[]): string[] {
  const ofStep = followUps.filter((item) => item['step'] === wanted['step']);
  if (ofStep.some((item) => isLike(item, wanted))) return [];
  return [`no follow-up is ${JSON.stringify(wanted)}; there are ${JSON.stringify(ofStep)}`];
}

function checkNone(unwanted: Json, followUps: readonly Json[]): string[] {
  const found = followUps.find((item) => isLike(item, unwanted));
  return found ? [`there is ${JSON.stringify(found)}`] : [];
}

function checkDueDates(
  step: string,
  dates: readonly string[],
  body: Json,
  until: string | undefined,
): string[] {
  const found = followUpsOf(body)
    .filter((item) => item['step'] === step && item['state'] !== 'skipped' && item['state'] !== 'withdrawn')
    .filter((item) => until === undefined || Date.parse(String(item['dueAt'])) <= Date.parse(until))
    .map((item) => item['dueOn']);
  return isLike(found, dates) ? [] : [`${step} is due on ${found.join(', ')}, not on ${dates.join(', ')}`];
}

function checkTarget(wanted: Json, body: Json): string[] {
  const found = (body['targets'] as Json[]).find(({ target }) => target === wanted['target']);
  return differences(wanted, found, `target ${String(wanted['target'])}`);
}

function checkEscalations(wanted: NonNullable<Expectation['escalations']>[number], body: Json): string[] {
  const found = (body['escalations'] as Json[])
    .filter(({ of }) => of === wanted.of)
    .map(({ level, at }) => [level, at]);
  return isLike(found, wanted.fired)
    ? []
    : [`${wanted.of} fired ${JSON.stringify(found)}, not ${JSON.stringify(wanted.fired)}`];
}

function differences(wanted: Json, found: Json | undefined, what: string): string[] {
  if (!found) return [`there is no ${what}`];
  return Object.entries(wanted)
    .filter(([field, value]) => !isLike(found[field], value))
    .map(
      ([field, value]) =>
        `${what}: ${field} is ${JSON.stringify(found[field])}, not ${JSON.stringify(value)}`,
    );
}

/** Objects need only have the fields wanted; lists must be the same; instants may be written differently. */
function isLike(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((value, i) => isLike(found[i], value))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null) return false;
    return Object.entries(wanted).every(([field, value]) => isLike((found as Json)[field], value));
  }
  if (found === wanted) return true;
  const isInstant = typeof wanted === 'string' && /T.*Z$/.test(wanted) && typeof found === 'string';
  return isInstant && Date.parse(found) === Date.parse(wanted);
}
