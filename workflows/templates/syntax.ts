import { TYPE, parse } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { VARIABLES, VARIABLE_NAMES, isVariable } from './variables.js';

/** One use of a variable: `{due, date, long}` is `date`, `{name}` is `text`. */
export interface VariableUse {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date' | 'time' | 'select' | 'plural';
}

export interface ParsedText {
  readonly uses: readonly VariableUse[];
  /** Plain sentences. */
  readonly faults: readonly string[];
}

/** Reads one ICU message: which variables it uses and how, and what is wrong with it. */
export function parseText(text: string): ParsedText {
  if (text.trim() === '') return { uses: [], faults: ['The text is empty.'] };
  const tags = /<\/?[a-z][^<>]*>/iu.exec(text);
  const tagFaults = tags ? [`"${tags[0]}" is a tag; a text message has none.`] : [];
  try {
    const uses = collectUses(parse(text, { ignoreTag: true, requiresOtherClause: true }));
    return { uses, faults: [...tagFaults, ...uses.flatMap(findFaults)] };
  } catch (error) {
    return { uses: [], faults: [...tagFaults, `The text cannot be read: ${describeFault(error as Error)}.`] };
  }
}

/** The parser says EXPECT_ARGUMENT_CLOSING_BRACE: told in lower case, it is a sentence. */
function describeFault(error: Error): string {
  return error.message.toLowerCase().replaceAll('_', ' ');
}

function collectUses(elements: readonly MessageFormatElement[]): VariableUse[] {
  return elements.flatMap((element): VariableUse[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.argument:
        return [{ name: element.value, type: 'text' }];
      case TYPE.number:
        return [{ name: element.value, type: 'number' }];
      case TYPE.date:
        return [{ name: element.value, type: 'date' }];
      case TYPE.time:
        return [{ name: element.value, type: 'time' }];
      case TYPE.select:
      case TYPE.plural: {
        const type = element.type === TYPE.select ? 'select' : 'plural';
        const inside = Object.values(element.options).flatMap((option) => collectUses(option.value));
        return [{ name: element.value, type }, ...inside];
      }
      case TYPE.tag:
        return collectUses(element.children);
    }
  });
}

function findFaults({ name, type }: VariableUse): string[] {
  if (!isVariable(name)) return [`{${name}} is not known; there are ${VARIABLE_NAMES.join(', ')}.`];
  const isInstant = VARIABLES[name].type === 'instant';
  if (isInstant && type !== 'date' && type !== 'time') {
    return [`{${name}} needs a form, such as {${name}, date, long} or {${name}, time, short}.`];
  }
  if (!isInstant && type !== 'text' && type !== 'select')
    return [`{${name}} is a text and cannot be a ${type}.`];
  return [];
}
