import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { en, type MessageId } from './en';
import { es } from './es';
import { lt } from './lt';
import { zh } from './zh';

const ids = Object.keys(en) as MessageId[];

/** The values a text uses. Reading it also finds faults of its syntax. */
function valuesIn(text: string, locale: string): string[] {
  const found = new Set<string>();
  const walk = (nodes: readonly object[]): void => {
    for (const node of nodes as {
      type: number;
      value?: string;
      options?: Record<string, { value: object[] }>;
    }[]) {
      if (node.type !== 0 && node.type !== 7 && node.value !== undefined) found.add(node.value);
      for (const option of Object.values(node.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale).getAst());
  return [...found].sort();
}

it.each([
  ['es', es],
  ['lt', lt],
  ['zh', zh],
])('says the same with the same values in %s', (locale, messages) => {
  const different = ids.filter(
    (id) => valuesIn(messages[id], locale).join() !== valuesIn(en[id], 'en').join(),
  );
  expect(different).toEqual([]);
});

it('has each text in one room only, so that none hides another', () => {
  const rooms = import.meta.glob<Record<string, Record<string, string>>>('./en/*.ts', { eager: true });
  const all = Object.values(rooms).flatMap((room) => Object.values(room).flatMap(Object.keys));
  expect(all.sort()).toEqual([...ids].sort());
});
