import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, orNull, unwrap } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Template = Schemas['Template'];
export type Purpose = Template['purpose'];
/** One language as it would be sent. */
export type Preview = Schemas['TemplatePreviews'][string];

/** What is written and not saved yet. */
export interface Draft {
  purpose: Purpose;
  /** By language; an empty text is none. */
  texts: Readonly<Record<string, string>>;
  /** Of e-mails, by language; an empty one is none. */
  subjects: Readonly<Record<string, string>>;
  /** Ids of the contents that WhatsApp approved, by language; an empty one is none. */
  whatsapp: Readonly<Record<string, string>>;
}

const MOST = 200;

/** All templates as they are in force, by key. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'list'],
  queryFn: async (): Promise<Template[]> => {
    const all: Template[] = [];
    let after: string | undefined;
    do {
      const page = await unwrap(api.GET('/v1/templates', { params: { query: { limit: MOST, after } } }));
      all.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return all;
  },
});

/** Null where nothing is stored under the key. */
export const templateQuery = (key: string) =>
  queryOptions({
    queryKey: ['templates', 'one', key],
    queryFn: () => orNull(unwrap(api.GET('/v1/templates/{key}', { params: { path: { key } } }))),
  });

/** Newest first. */
export const versionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['templates', 'versions', key],
    queryFn: async () => {
      const params = { path: { key }, query: { limit: MOST } };
      return (await unwrap(api.GET('/v1/templates/{key}/versions', { params }))).items;
    },
  });

/** The draft as it would be sent with the longest values; nothing is stored. */
export const previewQuery = (draft: Draft, country: string | undefined) =>
  queryOptions({
    queryKey: ['templates', 'preview', draft, country ?? ''],
    queryFn: (): Promise<Record<string, Preview>> => {
      const { purpose, texts } = written(draft);
      return unwrap(api.POST('/v1/templates/preview', { body: { purpose, texts, country, sample: {} } }));
    },
    enabled: Object.values(draft.texts).some((text) => text !== ''),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** Where the company sends from: what a text must say depends on it. */
export const countryQuery = queryOptions({
  queryKey: ['organisation', 'country'],
  queryFn: async () => (await unwrap(api.GET('/v1/organisation'))).country,
  staleTime: 5 * 60_000,
});

/** Stores the next version, which is in force at once. */
export function useSave(key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) =>
      unwrap(api.PUT('/v1/templates/{key}', { params: { path: { key } }, body: written(draft) })),
    onSuccess: ({ warnings: _, ...template }) => {
      queries.setQueryData(templateQuery(key).queryKey, template);
      return Promise.all(
        ['list', 'versions'].map((part) => queries.invalidateQueries({ queryKey: ['templates', part] })),
      );
    },
  });
}

/** Sends it to one's own phone: the number that is known of oneself, or one that is kept as such. */
export function useTestSend(key: string) {
  return useMutation({
    mutationFn: (body: Schemas['TestSend']) => sendTest(key, body),
  });
}

export const sendTest = (key: string, body: Schemas['TestSend']) =>
  unwrap(api.POST('/v1/templates/{key}/test-send', { params: { path: { key } }, body }));

function written({ purpose, texts, subjects, whatsapp }: Draft): Draft {
  /** A language without a text has neither a subject nor a content. */
  const ofLanguages = (words: Draft['texts']) =>
    Object.fromEntries(Object.entries(words).filter(([tag, one]) => one.trim() !== '' && texts[tag]));
  return {
    purpose,
    texts: ofLanguages(texts),
    subjects: ofLanguages(subjects),
    whatsapp: ofLanguages(whatsapp),
  };
}
