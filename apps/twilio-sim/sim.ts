import type { CalleeBook } from './callees.js';
import type { Holds } from './holds.js';
import type { Lifecycle } from './lifecycle.js';
import type { LineTypes } from './lookups.js';
import type { RuleBook } from './rules.js';
import type { Store } from './store.js';
import type { Switchboard } from './switchboard.js';
import type { Webhooks } from './webhooks.js';

/** The parts of one running sim, handed to everything that needs more than one of them. */
export interface Sim {
  store: Store;
  webhooks: Webhooks;
  lifecycle: Lifecycle;
  switchboard: Switchboard;
  callees: CalleeBook;
  rules: RuleBook;
  holds: Holds;
  lineTypes: LineTypes;
}
