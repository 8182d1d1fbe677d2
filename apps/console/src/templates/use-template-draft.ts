import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useWords } from '../messages/use-words';
import {
  type Draft,
  type Purpose,
  type Template,
  countryQuery,
  previewQuery,
  useSave,
} from './templates.api';
import { insertPiece } from './variables';

/** Languages that a new template is written in. */
const OUR_LANGUAGES = ['en', 'es', 'zh', 'lt'];
const PREVIEW_AFTER_MS = 300;

/** What is being written, how it would look, and the way to store it. */
export function useTemplateDraft(key: string, saved: Template | undefined, purpose: Purpose) {
  const words = useWords();
  const start = draftOf(saved, purpose);
  const [draft, setDraft] = useState<Draft>(start);
  const [language, setLanguage] = useState(Object.keys(start.texts)[0]!);
  const fields = useRef(new Map<string, HTMLTextAreaElement>());
  const save = useSave(key);
  const isDirty = !isSame(draft, draftOf(saved, purpose));
  useBlocker({
    shouldBlockFn: () => isDirty && !save.isSuccess && !window.confirm(words('template.unsaved.leave')),
    enableBeforeUnload: () => isDirty,
  });
  const [shown] = useDebouncedValue(draft, PREVIEW_AFTER_MS);
  const { data: country } = useQuery(countryQuery);
  const previews = useQuery(previewQuery(shown, country));
  const change = (next: Draft): void => {
    if (!save.isIdle) save.reset();
    setDraft(next);
  };
  const setText = (tag: string, text: string): void =>
    change({ ...draft, texts: { ...draft.texts, [tag]: text } });
  const insert = (piece: string): void => {
    const field = fields.current.get(language);
    if (!field) return;
    const { text, caret } = insertPiece(draft.texts[language] ?? '', piece, {
      start: field.selectionStart,
      end: field.selectionEnd,
    });
    setText(language, text);
    // When the new text stands in the field.
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(caret, caret);
    });
  };
  const keepField = (tag: string) => (field: HTMLTextAreaElement | null) => {
    if (field) fields.current.set(tag, field);
    else fields.current.delete(tag);
  };
  return { draft, change, setText, language, setLanguage, insert, keepField, previews, save, isDirty };
}

function draftOf(saved: Template | undefined, purpose: Purpose): Draft {
  const empty = Object.fromEntries(OUR_LANGUAGES.map((language) => [language, '']));
  return {
    purpose: saved?.purpose ?? purpose,
    texts: { ...empty, ...saved?.texts },
    subjects: saved?.subjects ?? {},
    whatsapp: saved?.whatsapp ?? {},
  };
}

function isSame(one: Draft, other: Draft): boolean {
  return (
    one.purpose === other.purpose &&
    (['texts', 'subjects', 'whatsapp'] as const).every((part) => {
      const tags = new Set([...Object.keys(one[part]), ...Object.keys(other[part])]);
      return [...tags].every((tag) => (one[part][tag] ?? '') === (other[part][tag] ?? ''));
    })
  );
}
