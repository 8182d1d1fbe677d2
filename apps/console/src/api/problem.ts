/** One fault of a request, as the API names it. */
interface Fault {
  readonly path: string;
  readonly message: string;
}

/** What the API answered instead of what was asked for: its problem+json, or that it could not be reached (status 0). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

/** Reads whatever came back as an error; a body that is no problem+json still becomes one. */
export function toProblemError(status: number, body: unknown): ProblemError {
  const problem = isObject(body) ? body : {};
  const code = typeof problem.code === 'string' ? problem.code : `http.${status}`;
  const detail = typeof problem.detail === 'string' ? problem.detail : '';
  return new ProblemError(
    status,
    code,
    detail,
    Array.isArray(problem.errors) ? problem.errors.filter(isFault) : [],
  );
}

function isFault(value: unknown): value is Fault {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
