import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { Prisma } from '@aftercare/db/client.js';
import { HttpException } from '@nestjs/common';
import { z } from 'zod';

/** What an error answers: RFC 9457, with our stable code and all faults. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;
type Known = Pick<Problem, 'status' | 'code' | 'detail'> & { errors?: readonly Fault[]; retryAfter?: number };

/** The status of a code by how it ends. A code that is not here is a state that does not allow the call: 409. */
const STATUS_BY_ENDING: Readonly<Record<string, number>> = {
  'not-found': 404,
  invalid: 400,
  malformed: 400,
  unknown: 400,
  missing: 401,
  forbidden: 403,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported content',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

/** Codes for refusals that come from the framework. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'request.malformed',
  404: 'route.not-found',
  413: 'request.too-large',
  415: 'request.unsupported',
};

/** How Prisma and its driver say that the database cannot be reached, or could not get to it. */
const DATABASE_AWAY = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2034',
  'P2037',
]);

/** Turns whatever was thrown into what the caller is told. Unknown errors tell nothing of their inside. */
export function toProblem(error: unknown, requestId: string): Problem & { retryAfter?: number } {
  const { errors = [], ...known } = describe(error);
  return {
    type: `urn:aftercare:problem:${known.code}`,
    title: TITLES[known.status] ?? 'Error',
    ...known,
    errors: [...errors],
    requestId,
  };
}

function describe(error: unknown): Known {
  if (error instanceof DomainError)
    return { status: statusOf(error), code: error.code, detail: error.message, errors: error.errors };
  if (isDatabaseAway(error))
    return {
      status: 503,
      code: 'database.unavailable',
      detail: 'The database does not answer',
      retryAfter: 2,
    };
  const status = frameworkStatus(error);
  if (status !== undefined && status < 500)
    return { status, code: CODE_BY_STATUS[status] ?? 'request.refused', detail: (error as Error).message };
  return {
    status: 500,
    code: 'internal',
    detail: 'This was not expected; the log knows more under the request id',
  };
}

function statusOf({ status, code }: DomainError): number {
  if (status !== undefined) return status;
  const ending = Object.keys(STATUS_BY_ENDING).find((word) => new RegExp(`[.-]${word}$`).test(code));
  return ending === undefined ? 409 : STATUS_BY_ENDING[ending]!;
}

/** Nest's own refusals, and those of the body parser, which carry a `status`. */
function frameworkStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}

function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) return DATABASE_AWAY.has(error.code);
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
