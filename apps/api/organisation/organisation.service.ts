import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB } from '../tokens.js';
import { type OrganisationFacts, type OrganisationView, toOrganisation } from './organisation.schema.js';

/** The organisation that runs this installation: one row. */
@Injectable()
export class OrganisationService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async get(): Promise<OrganisationView> {
    const row = await this.db.organisation.findUnique({ where: { id: 1 } });
    if (!row) throw new DomainError('organisation.not-found', 'The organisation was not described yet');
    return toOrganisation(row);
  }

  /** In force for texts at once; the zone for plans made from now on. */
  save(facts: OrganisationFacts, actor: Actor): Promise<OrganisationView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const described = { ...facts, describedAt: new Date(now) };
      const row = await tx.organisation.upsert({
        where: { id: 1 },
        create: { id: 1, ...described },
        update: described,
      });
      const entry = { actor: actor.id, action: 'organisation.saved', entity: 'organisation', entityId: '1' };
      await audit(tx, now, { ...entry, data: { ...facts } });
      return toOrganisation(row);
    });
  }
}
