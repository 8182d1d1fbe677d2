import type { ServiceFile } from '../api/types';

/** What a promise can be about. */
export interface PromiseSubject {
  type: 'ticket' | 'agreement' | 'sale';
  id: string;
  name: string;
}

/** Tickets that are open first, since promises are mostly about them; then agreements and sales. */
export function promiseSubjects({ tickets, agreements, sales }: ServiceFile): PromiseSubject[] {
  const open = tickets.items.filter(({ state }) => state === 'open' || state === 'waiting');
  return [
    ...open.map(({ id, subject }) => ({ type: 'ticket' as const, id, name: subject })),
    ...agreements.items.map(({ id, externalId }) => ({ type: 'agreement' as const, id, name: externalId })),
    ...sales.items.map(({ id, externalId, products }) => ({
      type: 'sale' as const,
      id,
      name: products[0]?.name ?? externalId,
    })),
  ];
}
