import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { completeBySchema, type Keys } from './complete';
import classes from './policies.module.css';

/** A change that came from the form, not from the keyboard. */
const fromOutside = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--app-blue)' },
  { tag: [tags.string, tags.content], color: 'var(--mantine-color-text)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--app-green)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--mantine-color-dimmed)' },
]);

const look = EditorView.theme({
  '&': {
    height: '100%',
    fontSize: '12.5px',
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-text)',
  },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', overflow: 'auto' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    borderRight: '1px solid var(--app-line)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--app-hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-color-pine-5) 35%, transparent) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--app-surface)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--app-line)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--mantine-color-pine-7)',
    color: '#fff',
  },
});

interface YamlEditorProps {
  label: string;
  text: string;
  readOnly: boolean;
  faults: readonly { from: number; to: number; message: string }[];
  schema: object | undefined;
  keys: Keys;
  onWrite: (text: string) => void;
}

/** YAML with completion by the schema and faults where they stand. Tab leaves it, as everywhere. */
export function YamlEditor({ label, text, readOnly, faults, schema, keys, onWrite }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const editable = useRef(new Compartment());
  const latest = useRef({ schema, keys, onWrite });
  useEffect(() => {
    latest.current = { schema, keys, onWrite };
  });

  useEffect(() => {
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          yaml(),
          syntaxHighlighting(colours),
          look,
          lintGutter(),
          EditorView.lineWrapping,
          // It can be reached by Tab anyway; said outright for whatever looks only at the attribute.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          autocompletion({
            override: [(context) => completeBySchema(context, latest.current.schema, latest.current.keys)],
          }),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          editable.current.of(EditorState.readOnly.of(readOnly)),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            if (update.transactions.some((one) => one.annotation(fromOutside))) return;
            latest.current.onWrite(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
    // Made once: what changes later is told to it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const shown = editor.state.doc.toString();
    if (shown !== text)
      editor.dispatch({ changes: smallestChange(shown, text), annotations: fromOutside.of(true) });
  }, [text]);

  useEffect(() => {
    view.current?.dispatch({ effects: editable.current.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const length = editor.state.doc.length;
    const marks = faults.map(({ from, to, message }): Diagnostic => ({
      from: Math.min(from, length),
      to: Math.min(Math.max(to, from + 1), length),
      severity: 'error',
      message,
    }));
    editor.dispatch(
      setDiagnostics(
        editor.state,
        marks.sort((a, b) => a.from - b.from),
      ),
    );
  }, [faults]);

  return <div ref={host} className={classes.yaml} data-testid="yaml" />;
}

/** Only what differs is replaced, so that the cursor and the history stay where they are. */
function smallestChange(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
