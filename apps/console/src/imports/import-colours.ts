import type { Import } from './imports.api';

export const IMPORT_COLOURS: Readonly<Record<Import['state'], string>> = {
  queued: 'gray',
  running: 'pine',
  done: 'teal',
  failed: 'red',
  stopped: 'orange',
};
