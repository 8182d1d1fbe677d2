import type { Reply } from '../api/types';

/** A possible withdrawal is the one that cannot wait. */
export const COLOUR_OF_KIND: Readonly<Record<Reply['kind'], string>> = {
  'opt-out': 'red',
  unclear: 'yellow',
  unmatched: 'gray',
};
