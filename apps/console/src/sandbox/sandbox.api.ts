import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';

export type SimulatedPhone = components['schemas']['SimulatedPhone'];
export type SimulatedConversation = components['schemas']['SimulatedConversation'];
export type CaughtMail = components['schemas']['CaughtMail'];

/** Real time: phones tell nobody when something comes, so they are looked at. */
const LOOK_EVERY_MS = 2_000;

export const phonesQuery = queryOptions({
  queryKey: ['sandbox', 'phones'],
  queryFn: async () => (await unwrap(api.GET('/v1/sandbox/phones'))).items,
  refetchInterval: LOOK_EVERY_MS,
});

export const conversationQuery = (phone: string) =>
  queryOptions({
    queryKey: ['sandbox', 'phones', phone],
    queryFn: () => unwrap(api.GET('/v1/sandbox/phones/{phone}', { params: { path: { phone } } })),
    refetchInterval: LOOK_EVERY_MS,
  });

export const mailsQuery = (to: string | undefined) =>
  queryOptions({
    queryKey: ['sandbox', 'mails', to ?? ''],
    queryFn: async () => (await unwrap(api.GET('/v1/sandbox/mails', { params: { query: { to } } }))).items,
    refetchInterval: 5 * LOOK_EVERY_MS,
  });

export const mailQuery = (number: number) =>
  queryOptions({
    queryKey: ['sandbox', 'mails', 'one', number],
    queryFn: () => unwrap(api.GET('/v1/sandbox/mails/{number}', { params: { path: { number } } })),
    staleTime: Infinity,
  });

/** Texts us as the customer; whatever that changes elsewhere comes by the live stream. */
export function useTextAsCustomer(phone: string) {
  const keep = useKeepConversation(phone);
  return useMutation({
    mutationFn: (body: string) =>
      unwrap(api.POST('/v1/sandbox/phones/{phone}/texts', { params: { path: { phone } }, body: { body } })),
    onSuccess: keep,
  });
}

type AtThePhone = { act: 'answer' } | { act: 'hang-up' } | { act: 'press'; digits: string };

/** Takes up a call, presses keys, hangs up. */
export function useAtThePhone(phone: string) {
  const keep = useKeepConversation(phone);
  return useMutation({
    mutationFn: ({ sid, body }: { sid: string; body: AtThePhone }) =>
      unwrap(api.POST('/v1/sandbox/phones/{phone}/calls/{sid}', { params: { path: { phone, sid } }, body })),
    onSuccess: keep,
  });
}

function useKeepConversation(phone: string) {
  const queries = useQueryClient();
  return (conversation: SimulatedConversation) => {
    queries.setQueryData(conversationQuery(phone).queryKey, conversation);
    return queries.invalidateQueries({ queryKey: phonesQuery.queryKey, exact: true });
  };
}
