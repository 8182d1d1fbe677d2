import { type Db, Prisma } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import { type Observable, from, lastValueFrom } from 'rxjs';
import { DB } from '../tokens.js';
import type { ApiRequest } from './actor.js';
import { canonicalJson } from './canonical-json.js';

/** A row with this status is a call that is still being answered. */
const IN_PROGRESS = 0;
/** A call that has no answer after so long died with its process; the next one with its key is a first one again. */
const GIVEN_UP_AFTER_SECONDS = 120;
const WAIT_STEP_MS = 50;
const WAIT_STEPS = 100;

interface Claim {
  readonly actor: string;
  readonly key: string;
  readonly requestHash: string;
}

/**
 * `Idempotency-Key` on any POST: the same key with the same request gets the answer of the first call. Only answers that
 * did something are kept; a refused call stored nothing and may be made again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(DB) private readonly db: Db) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const claim = claimOf(request);
    if (!claim) return next.handle();
    return from(this.answerOnce(claim, context.switchToHttp().getResponse<Response>(), next));
  }

  private async answerOnce(claim: Claim, response: Response, next: CallHandler): Promise<unknown> {
    if (!(await this.tryClaim(claim))) return this.repeat(claim, response);
    const where = { actor_key: { actor: claim.actor, key: claim.key } };
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      const stored = body === undefined || body === null ? Prisma.JsonNull : (body as Prisma.InputJsonValue);
      await this.db.idempotentAnswer.update({ where, data: { status: response.statusCode, body: stored } });
      return body;
    } catch (error) {
      await this.db.idempotentAnswer.deleteMany({ where: { actor: claim.actor, key: claim.key } });
      throw error;
    }
  }

  /** True when this call is the first one with its key, or the first one since that one died. */
  private async tryClaim(claim: Claim): Promise<boolean> {
    // The server's own clock: how long a call has been running has nothing to do with a moved one.
    const count = await this.db.$executeRaw`
      INSERT INTO idempotent_answers (actor, key, "requestHash", status, body, "createdAt")
      VALUES (${claim.actor}, ${claim.key}, ${claim.requestHash}, ${IN_PROGRESS}, '{}', now())
      ON CONFLICT (actor, key) DO UPDATE SET "requestHash" = EXCLUDED."requestHash", "createdAt" = EXCLUDED."createdAt"
        WHERE idempotent_answers.status = ${IN_PROGRESS}
          AND idempotent_answers."createdAt" < now() - make_interval(secs => ${GIVEN_UP_AFTER_SECONDS})`;
    return count === 1;
  }

  /** Gives the stored answer; of two calls at the same time the second waits for the first. */
  private async repeat(claim: Claim, response: Response): Promise<unknown> {
    for (let step = 0; step < WAIT_STEPS; step++) {
      const row = await this.db.idempotentAnswer.findUnique({
        where: { actor_key: { actor: claim.actor, key: claim.key } },
      });
      if (!row) break;
      if (row.requestHash !== claim.requestHash)
        throw new DomainError(
          'idempotency.conflict',
          'This Idempotency-Key was used for a different request',
        );
      if (row.status !== IN_PROGRESS) {
        response.status(row.status).setHeader('Idempotent-Replayed', 'true');
        return row.body;
      }
      await wait(WAIT_STEP_MS);
    }
    response.setHeader('Retry-After', 1);
    throw new DomainError(
      'idempotency.in-progress',
      'The first call with this Idempotency-Key gave no answer yet',
    );
  }
}

/** What the key stands for; null when this call carries none. */
function claimOf(request: ApiRequest): Claim | null {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || !request.actor) return null;
  if (key.length === 0 || key.length > 255)
    throw new DomainError('idempotency-key.invalid', 'An Idempotency-Key has 1 to 255 characters');
  const facts = `${request.originalUrl}\n${canonicalJson(request.body)}`;
  return { actor: request.actor.id, key, requestHash: createHash('sha256').update(facts).digest('hex') };
}
