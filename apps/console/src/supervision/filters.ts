export const REVIEW_STATES = ['open', 'done', 'dropped'] as const;

export interface SupervisionFilters {
  /** Default: what is still to be looked at. */
  state?: (typeof REVIEW_STATES)[number];
  /** Default: mine only, for those who have reviews of their own. */
  whose?: 'all';
  month?: string;
  staff?: string;
}

/** Reads the filters from an address; what is unknown there is left out. */
export function readSupervisionFilters(search: Record<string, unknown>): SupervisionFilters {
  const month = String(search.month ?? '');
  const staff = String(search.staff ?? '');
  return {
    state: REVIEW_STATES.find((one) => one === search.state),
    whose: search.whose === 'all' ? 'all' : undefined,
    month: /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    staff: staff === '' ? undefined : staff,
  };
}
