import { asList, asObject, type Path } from './fault.js';

type Json = Readonly<Record<string, unknown>>;

/** The templates that a step names, each with its place within the step. The step's shape may be wrong. */
export function namedTemplates(step: Json): [Path, string][] {
  const named: [Path, unknown][] = [
    [['template'], step['template']],
    ...fieldsOf(step, 'confirm', ['template']),
    ...fieldsOf(step, 'propose', ['template', 'again', 'reminder']),
    ...fieldsOf(step, 'tell', ['booked', 'moved', 'cancelled', 'done']),
    ...asList(step['react']).map((line, i): [Path, unknown] => [
      ['react', i, 'template'],
      asObject(line)?.['template'],
    ]),
  ];
  return named.filter((one): one is [Path, string] => typeof one[1] === 'string');
}

function fieldsOf(step: Json, part: string, fields: readonly string[]): [Path, unknown][] {
  return fields.map((field) => [[part, field], asObject(step[part])?.[field]]);
}
