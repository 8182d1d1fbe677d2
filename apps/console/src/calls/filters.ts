/** Whose calls the queue shows, and which of them is open; as the address keeps it. */
export interface CallFilters {
  /** Everybody's. Without it and without a team: one's own. */
  whose?: 'all';
  /** Key of a team. */
  team?: string;
  /** Id of the follow-up whose call is open. */
  call?: string;
}

export function readCallFilters({ whose, team, call }: Record<string, unknown>): CallFilters {
  return {
    whose: whose === 'all' ? whose : undefined,
    team: typeof team === 'string' && team !== '' ? team : undefined,
    call: typeof call === 'string' && call !== '' ? call : undefined,
  };
}

/** What the API is asked; who is nobody of the staff (an administrator) has no calls of their own. */
export function toQueueQuery(
  { whose, team }: CallFilters,
  staffId: string | undefined,
): { staff?: string; team?: string } {
  if (team !== undefined) return { team };
  return whose === 'all' || staffId === undefined ? {} : { staff: 'me' };
}
