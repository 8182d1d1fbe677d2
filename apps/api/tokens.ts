/** What services ask for by `@Inject(…)`; everything else is injected by its class. */

/** `Db`: the Prisma client. */
export const DB = Symbol('DB');
/** `ClockService`: the only source of now. */
export const CLOCK = Symbol('CLOCK');
/** `Client` of Temporal, connected when first used: the API starts and answers reads without it. */
export const TEMPORAL = Symbol('TEMPORAL');
/** `Config`: the settings of this process. */
export const CONFIG = Symbol('CONFIG');
/** `Logger` of pino. */
export const LOGGER = Symbol('LOGGER');
/** `KeepContext`: what keeping plans needs besides a transaction. */
export const KEEP = Symbol('KEEP');
/** `Links | null`: makes the links that customers get; null in a sandbox without a secret. */
export const LINKS = Symbol('LINKS');
