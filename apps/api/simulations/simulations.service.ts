import type { Db } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { parseSimulation } from '@aftercare/workflows/documents/simulation-document.js';
import { runSimulation, type SimulationAnswer } from '@aftercare/workflows/documents/run-simulation.js';
import { DEFAULT_CONTACT_RULES } from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { faultsOf } from '../common/faults.js';
import { toInstantText } from '../common/schemas.js';
import type { Document } from '../common/versions.js';
import { getCustomer } from '../customers/customers.service.js';
import { PoliciesService } from '../policies/policies.service.js';
import { CLOCK, DB } from '../tokens.js';
import { type StoredSimulation, storedSimulationSchema } from './simulations.schema.js';

/** Asks the decision function what would follow, and touches nothing. */
@Injectable()
export class SimulationsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    private readonly policies: PoliciesService,
  ) {}

  /** @throws `policy.invalid` with all faults of all documents that were given */
  async run(body: Document): Promise<SimulationAnswer> {
    const given = 'policyKey' in body || 'stored' in body ? await this.withStored(body) : body;
    const parsed = parseSimulation(given);
    if (parsed.ok) return runSimulation(parsed.simulation);
    throw new DomainError('policy.invalid', 'The simulation has faults; see errors', {
      errors: parsed.errors,
    });
  }

  /** The same simulation with its documents in place of their names. */
  private async withStored(body: Document): Promise<Document> {
    const { policyKey, version, stored: _, customer, ...rest } = readStored(body);
    const organisation = await this.db.organisation.findUnique({ where: { id: 1 } });
    const facts = typeof customer === 'string' ? await this.customerFacts(customer) : { customer };
    return {
      now: formatInstant(await this.clock.now(this.db)),
      zone: organisation?.zone,
      ...(policyKey !== undefined && { policy: await this.policies.getDocument(policyKey, version) }),
      ...(await this.storedDocuments()),
      ...facts,
      ...rest,
    };
  }

  private async customerFacts(id: string): Promise<Document> {
    const { type, tier, country, region, language, zone, phoneState } = await getCustomer(this.db, id);
    const textable = phoneState !== 'landline' && phoneState !== 'invalid';
    const customer = { type, tier, country, language, textable, ...(region !== null && { region }) };
    const ledger = await this.db.consent.findMany({
      where: { customerId: id },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    const consents = ledger.map(({ channel, purpose, granted, at }) => ({
      channel,
      purpose,
      granted,
      at: toInstantText(at),
    }));
    return { customer, consents, ...(zone !== null && { zone }) };
  }

  /** Calendars, contact rules and purposes of templates as they are in force. */
  private async storedDocuments(): Promise<Document> {
    const calendars = await this.db.$queryRaw<{ document: unknown }[]>`
      SELECT DISTINCT ON (key) document FROM calendars ORDER BY key, version DESC`;
    const templates = await this.db.$queryRaw<{ template: string; purpose: string }[]>`
      SELECT DISTINCT ON (key) key AS template, purpose FROM templates ORDER BY key, version DESC`;
    const rules = await this.db.contactRules.findFirst({ orderBy: { version: 'desc' } });
    const documents = { calendars: calendars.map((row) => row.document), templates };
    return { ...documents, contactRules: rules?.document ?? DEFAULT_CONTACT_RULES };
  }
}

function readStored(body: Document): StoredSimulation {
  const parsed = storedSimulationSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DomainError('request.invalid', 'The request does not fit; see errors', {
    errors: faultsOf(parsed.error.issues),
  });
}
