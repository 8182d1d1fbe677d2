import type { Purpose } from './templates.api';

/** What a message may be for, in the order they are offered. */
export const PURPOSES = [
  'service',
  'survey',
  'marketing',
  'safety',
  'confirmation',
] as const satisfies readonly Purpose[];
