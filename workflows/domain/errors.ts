/** One fault of a document or a request: where it is (JSON Pointer) and what is wrong, in one plain sentence. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

interface DomainErrorOptions {
  /** HTTP status, only where the code's own (`….not-found`, `….conflict`, `….invalid`) does not say it. */
  readonly status?: number;
  readonly errors?: readonly Fault[];
}

/**
 * A refusal that the caller can understand: a stable dotted code (`follow-up.already-done`), a plain sentence, and
 * where there are several faults, all of them. What it means in HTTP is decided by the API's filter alone.
 */
export class DomainError extends Error {
  readonly status?: number;
  readonly errors: readonly Fault[];

  constructor(
    readonly code: string,
    message: string,
    options: DomainErrorOptions = {},
  ) {
    super(message);
    this.name = 'DomainError';
    this.status = options.status;
    this.errors = options.errors ?? [];
  }
}
