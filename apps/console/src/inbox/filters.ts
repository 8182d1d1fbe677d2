export const INBOX_STATES = ['inbox', 'settled', 'handled'] as const;
export const INBOX_KINDS = ['opt-out', 'unclear', 'unmatched'] as const;
export const INBOX_OWNERS = ['me', 'none'] as const;

/** What stands in the address of the room. */
export interface InboxFilters {
  /** Not given: what waits. */
  state?: (typeof INBOX_STATES)[number];
  kind?: (typeof INBOX_KINDS)[number];
  owner?: (typeof INBOX_OWNERS)[number];
  q?: string;
  /** The text that is open. */
  reply?: string;
}

export function readInboxFilters({ state, kind, owner, q, reply }: Record<string, unknown>): InboxFilters {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    state: INBOX_STATES.find((one) => one === state),
    kind: INBOX_KINDS.find((one) => one === kind),
    owner: INBOX_OWNERS.find((one) => one === owner),
    q: text(q),
    reply: text(reply),
  };
}
