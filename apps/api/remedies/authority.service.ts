import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { Authority } from '@aftercare/workflows/domain/authority.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB } from '../tokens.js';
import type { AuthorityFacts } from './remedies.schema.js';

/** Nobody but an admin gives anything until limits are set. */
const NONE: AuthorityFacts = { currency: 'EUR', roles: {} };

@Injectable()
export class AuthorityService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async get(): Promise<AuthorityFacts> {
    const row = await this.db.authority.findUnique({ where: { id: 1 } });
    return row ? { currency: row.currency, roles: row.roles as AuthorityFacts['roles'] } : NONE;
  }

  save(facts: AuthorityFacts, actor: Actor): Promise<AuthorityFacts> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const data = { ...facts, savedAt: new Date(now), savedBy: actor.id };
      await tx.authority.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
      await audit(tx, now, {
        ...{
          actor: actor.id,
          action: 'authority.saved',
          entity: 'authority',
          entityId: '1',
          data: { ...facts },
        },
      });
      return facts;
    });
  }
}

/** @param currency of the amount in question @throws `remedy.invalid` (400): limits are in one currency */
export async function readAuthority(tx: Tx, currency: string | undefined): Promise<{ roles: Authority }> {
  const row = await tx.authority.findUnique({ where: { id: 1 } });
  const facts = row ?? NONE;
  if (currency !== undefined && currency !== facts.currency)
    throw new DomainError('remedy.invalid', `Amounts are decided on in ${facts.currency}`, {
      errors: [{ path: '/currency', message: `must be ${facts.currency}` }],
    });
  return { roles: facts.roles as Authority };
}
