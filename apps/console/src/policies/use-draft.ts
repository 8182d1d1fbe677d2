import { useCallback, useMemo, useState } from 'react';
import { type Document, isCollection, parseDocument, stringify } from 'yaml';
import type { PolicyDraft } from './policy-document';

export type Path = readonly (string | number)[];

export interface YamlFault {
  /** Characters of the text. */
  from: number;
  to: number;
  message: string;
}

/** A policy under the pen: one text, which the form and the YAML editor both write. */
export interface Draft {
  /** YAML, comments and all. */
  text: string;
  /** What the text says, or said last while it could be read. */
  value: PolicyDraft;
  /** Where the text is no YAML; the form waits until it is again. */
  syntaxFaults: readonly YamlFault[];
  write: (text: string) => void;
  /** Sets one value, or takes it away with undefined; comments and the order of everything else stay. */
  set: (path: Path, value: unknown) => void;
  /** Several at once, as one change. */
  change: (edit: (document: Document) => void) => void;
  undo: (() => void) | null;
}

const FORMAT = { lineWidth: 0, flowCollectionPadding: true } as const;
const MOST_UNDO = 100;

export function useDraft(initial: string): Draft {
  const [text, setText] = useState(initial);
  const [past, setPast] = useState<readonly string[]>([]);
  const read = useMemo(() => readYaml(text), [text]);
  // What could be read last is shown while what stands there cannot.
  const [lastGood, setLastGood] = useState<PolicyDraft>(read.value ?? {});
  if (read.value !== null && read.value !== lastGood) setLastGood(read.value);
  const value = read.value ?? lastGood;

  const write = useCallback((next: string) => setText(next), []);
  const change = useCallback(
    (edit: (document: Document) => void) => {
      const document = parseDocument(text);
      if (document.errors.length > 0) return;
      edit(document);
      setPast((old) => [...old.slice(1 - MOST_UNDO), text]);
      setText(document.toString(FORMAT));
    },
    [text],
  );
  const set = useCallback(
    (path: Path, wanted: unknown) => change((document) => setIn(document, path, wanted)),
    [change],
  );
  const undo = useMemo(
    () =>
      past.length === 0
        ? null
        : () => {
            setText(past.at(-1)!);
            setPast(past.slice(0, -1));
          },
    [past],
  );
  return { text, value, syntaxFaults: read.faults, write, set, change, undo };
}

/** Sets a value in a document; what becomes empty by taking something away goes with it. */
export function setIn(document: Document, path: Path, value: unknown): void {
  if (value !== undefined) {
    document.setIn([...path], document.createNode(value));
    return;
  }
  document.deleteIn([...path]);
  const parent = path.slice(0, -1);
  const holder = parent.length > 0 ? document.getIn([...parent], true) : null;
  if (isCollection(holder) && holder.items.length === 0 && typeof path.at(-1) === 'string')
    setIn(document, parent, undefined);
}

export function toYaml(document: object): string {
  return stringify(document, FORMAT);
}

/** What a text says, or where it is no YAML. */
export function readYaml(text: string): { value: PolicyDraft | null; faults: YamlFault[] } {
  const document = parseDocument(text);
  const faults = document.errors.map(({ pos: [from, to], message }) => ({
    from,
    to,
    message: message.split('\n')[0]!.replace(/:$/, ''),
  }));
  if (faults.length > 0) return { value: null, faults };
  try {
    const value: unknown = document.toJS();
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { value: value as PolicyDraft, faults };
  } catch (error) {
    return { value: null, faults: [{ from: 0, to: text.length, message: String(error) }] };
  }
  return { value: null, faults: [{ from: 0, to: text.length, message: 'A policy is a list of fields.' }] };
}

/** Where in the text a JSON Pointer points; of what is missing its nearest holder. */
export function findPlace(text: string, pointer: string): { from: number; to: number } {
  const document = parseDocument(text);
  let path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (; path.length > 0; path = path.slice(0, -1)) {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return firstLine(text, node.range[0], node.range[1]);
  }
  return firstLine(text, 0, text.length);
}

function firstLine(text: string, from: number, to: number): { from: number; to: number } {
  const end = text.indexOf('\n', from);
  return { from, to: Math.max(from, Math.min(to, end < 0 ? text.length : end)) };
}
