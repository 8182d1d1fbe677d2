import { type Columns, type DateOrder, guessColumns, guessDateOrder } from './guess';
import type { ImportKind } from './imports.api';
import type { FileHead } from './read-head';

/** An import that is put together. */
export interface ImportDraft {
  kind: ImportKind;
  file: File | null;
  head: FileHead | null;
  columns: Columns;
  /** Field to what is said of lines that say nothing. */
  defaults: Readonly<Record<string, string>>;
  dateOrder: DateOrder;
}

export const EMPTY_DRAFT: ImportDraft = {
  ...{ kind: 'customers', file: null, head: null },
  ...{ columns: {}, defaults: {}, dateOrder: 'ymd' },
};

/** Guesses anew, after another file or another kind was chosen. */
export function withGuesses(draft: ImportDraft, fields: readonly string[]): ImportDraft {
  const { head } = draft;
  if (!head) return { ...draft, columns: {} };
  return {
    ...draft,
    columns: guessColumns(fields, head.columns),
    dateOrder: guessDateOrder(head) ?? 'ymd',
  };
}

/** What is sent of a draft: nothing that was left empty. */
export function toOrder(draft: ImportDraft): {
  mapping: Record<string, readonly string[]>;
  defaults: Record<string, string>;
} {
  const mapping = Object.fromEntries(Object.entries(draft.columns).filter(([, from]) => from.length > 0));
  const said = Object.entries(draft.defaults).filter(([, value]) => value.trim() !== '');
  return { mapping, defaults: { dateOrder: draft.dateOrder, ...Object.fromEntries(said) } };
}

/** Whether column or default tells a field. */
export function isTold({ columns, defaults }: ImportDraft, field: string): boolean {
  return (columns[field]?.length ?? 0) > 0 || (defaults[field] ?? '').trim() !== '';
}
