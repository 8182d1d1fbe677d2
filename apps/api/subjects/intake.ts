import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { createHash } from 'node:crypto';
import { Answer } from '../common/answer.js';
import { canonicalJson } from '../common/canonical-json.js';

/** A stored record as far as repeated intake is concerned. */
interface Known {
  id: string;
  factsHash: string;
}

/** One record on its way in. */
export interface Intake<T> {
  /** `sale`, `ticket`, `agreement`: goes into the codes of refusals. */
  kind: string;
  externalId: string;
  /** The facts as they came in; what they mean together decides whether it is the same record. */
  facts: unknown;
  find: (tx: Tx) => Promise<Known | null>;
  create: (tx: Tx, factsHash: string) => Promise<string>;
  view: (tx: Tx, id: string) => Promise<T>;
}

/**
 * Takes in a record once: the same facts again answer what is stored, other facts under one `externalId` are refused.
 * Everything is stored in one transaction, or nothing is.
 */
export async function takeIn<T>(db: Db, intake: Intake<T>): Promise<Answer<T>> {
  const take = (): Promise<Answer<T>> =>
    inTransaction(db, async (tx) => {
      const { id, created } = await takeInRecord(tx, intake);
      const view = await intake.view(tx, id);
      return created ? Answer.created(view) : Answer.existing(view);
    });
  try {
    return await take();
  } catch (error) {
    if (!isTakenMeanwhile(error)) throw error;
    // Two calls with one `externalId` at the same time: the other one stored it first.
    return take();
  }
}

/** The same within a transaction that holds more than this record. @throws `….conflict` for other facts */
export async function takeInRecord(
  tx: Tx,
  intake: Omit<Intake<never>, 'view'>,
): Promise<{ id: string; created: boolean }> {
  const hash = createHash('sha256').update(canonicalJson(intake.facts)).digest('hex');
  const known = await intake.find(tx);
  if (!known) return { id: await intake.create(tx, hash), created: true };
  if (known.factsHash === hash) return { id: known.id, created: false };
  throw new DomainError(
    `${intake.kind}.conflict`,
    `There is a ${intake.kind} "${intake.externalId}" already, with other facts; changes are recorded as events`,
    { status: 409, errors: [{ path: '/externalId', message: 'is taken by a record with other facts' }] },
  );
}

function isTakenMeanwhile(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** A refusal with all its faults. */
export function refuse(errors: readonly Fault[]): DomainError {
  return new DomainError('request.invalid', 'The request does not fit; see errors', { errors });
}

/** The site a subject is at, which must be one of its customer's. */
export async function findSite(
  tx: Tx,
  siteId: string | undefined,
  customerId: string,
): Promise<{ id: string; zone: string | null } | null> {
  if (siteId === undefined) return null;
  const site = await tx.site.findFirst({
    where: { id: siteId, customerId },
    select: { id: true, zone: true },
  });
  if (site) return site;
  throw refuse([{ path: '/site', message: 'is not a site of this customer' }]);
}
