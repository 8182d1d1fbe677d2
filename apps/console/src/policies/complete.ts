import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** Keys of stored documents that a policy may name. */
export interface Keys {
  calendars: readonly string[];
  templates: readonly string[];
}

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
  description?: string;
}

/** What may stand where the cursor is, by the JSON Schema of the document and by what is stored. */
export function completeBySchema(
  context: CompletionContext,
  schema: object | undefined,
  keys: Keys,
): CompletionResult | null {
  if (!schema) return null;
  const line = context.state.doc.lineAt(context.pos);
  const before = context.state.sliceDoc(0, context.pos);
  if (/(^|\s)#/.test(line.text.slice(0, context.pos - line.from))) return null;
  const place = findCursor(before);
  const word = /[\w.:-]*$/.exec(before)![0];
  if (word === '' && !context.explicit && !/[:[{,-]\s$/.test(before)) return null;
  const options = optionsAt(schema as Schema, place, keys);
  if (options.length === 0) return null;
  return { from: context.pos - word.length, options, validFor: /^[\w.:-]*$/ };
}

export interface Place {
  /** Names of the fields around the cursor, from the root; `-` for an item of a list. */
  path: string[];
  /** The name of a field is wanted, or the value of the last one in `path`. */
  wants: 'field' | 'value';
}

/** Where a text that ends at the cursor stands in the document. Reads indentation and brackets; wants no valid YAML. */
export function findCursor(before: string): Place {
  const lines = before.split('\n');
  const last = lines.at(-1)!;
  const path: string[] = [];
  let indent = indentOf(last);
  const own: string[] = [];
  const lead = /^\s*((?:-\s+)*)/.exec(last)!;
  const column = lead[0].length;
  if (lead[1] !== '') own.push('-');
  const inline = readInline(last.slice(column));
  for (let i = lines.length - 2; i >= 0; i--) {
    const line = lines[i]!;
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const found = /^(\s*)((?:-\s+)*)([\w$-]+):\s*(?:#.*)?$/.exec(line);
    const item = /^(\s*)(-\s+)/.exec(line);
    const at = found ? found[1]!.length + found[2]!.length : indentOf(line);
    if (found && (at < indent || (at === indent && own[0] === '-' && path.length === 0 && found[2] === ''))) {
      path.unshift(found[3]!);
      indent = at;
      if (found[2] !== '') {
        path.unshift('-');
        indent = found[1]!.length;
      }
    } else if (item && item[1]!.length < indent) {
      path.unshift('-');
      indent = item[1]!.length;
    }
    if (indent === 0 && path[0] !== '-') break;
  }
  return { path: [...path, ...own, ...inline.path], wants: inline.wants };
}

/** The part of a line after its dashes: `due: { from: ` stands in `due` and wants the value of `from`. */
function readInline(text: string): Place {
  const path: string[] = [];
  const open: string[] = [];
  let field: string | null = null;
  let wants: Place['wants'] = 'field';
  for (const token of text.match(/[{}[\],]|[\w$-]+:(?=\s|$)|"[^"]*"?|'[^']*'?|[^\s{}[\],]+|\s+/g) ?? []) {
    if (/^[\w$-]+:$/.test(token)) {
      field = token.slice(0, -1);
      wants = 'value';
    } else if (token === '{' || token === '[') {
      if (field !== null) path.push(field);
      open.push(field === null ? '' : field);
      if (token === '[') {
        path.push('-');
        wants = 'value';
      } else wants = 'field';
      field = null;
    } else if (token === '}' || token === ']') {
      if (token === ']') path.pop();
      if (open.pop() !== '') path.pop();
      field = null;
    } else if (token === ',') {
      field = null;
      wants = path.at(-1) === '-' ? 'value' : 'field';
    }
  }
  if (field !== null) path.push(field);
  return { path, wants };
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)![0].length;
}

function optionsAt(schema: Schema, { path, wants }: Place, keys: Keys): Completion[] {
  const found = descend([schema], path);
  if (wants === 'field') {
    const fields = new Map(found.flatMap(({ properties }) => Object.entries(properties ?? {})));
    return [...fields].map(([name, { description }]) => ({
      label: name,
      apply: `${name}: `,
      type: 'property',
      ...(description ? { info: description } : {}),
    }));
  }
  const name = path.findLast((part) => part !== '-');
  const stored = name === 'calendar' ? keys.calendars : name === 'template' ? keys.templates : [];
  const values = [...new Set([...stored, ...found.flatMap(valuesOf)])];
  return values.map((label) => ({ label, type: 'enum' }));
}

function descend(schemas: Schema[], path: readonly string[]): Schema[] {
  let found = schemas.flatMap(alternatives);
  for (const part of path) {
    const next = found.flatMap((one) => {
      const inner = part === '-' ? one.items : one.properties?.[part];
      return inner ? [inner] : [];
    });
    found = next.flatMap(alternatives);
  }
  return found;
}

/** A schema and all that it allows instead of itself. */
function alternatives(schema: Schema): Schema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...inner.flatMap(alternatives)];
}

function valuesOf({ enum: values, const: only, type }: Schema): string[] {
  if (values) return values.map(String);
  if (only !== undefined) return [String(only)];
  return type === 'boolean' ? ['true', 'false'] : [];
}
