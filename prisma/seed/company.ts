import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Db, Tx } from '../client.js';
import { ClockService } from '../clock.js';
import { Documents } from '../documents.js';
import type { KeepContext } from '../keep-plans.js';
import { ADMINISTRATOR, SIGN_INS, saveAccess, type ApiKeys } from './access.js';
import { saveGuides } from './guides.js';
import { ORGANISATION, UNDESCRIBED } from './organisation.js';
import { Past } from './past.js';
import { saveCustomers, saveStaff } from './people.js';
import { PUBLISHED } from './policies/published.js';
import { despiteDeadlocks, emptyCompany } from './reset.js';
import { publish, publishedAt, saveCalendars, saveTexts } from './save-documents.js';
import { crowd } from './crowd/crowd.js';
import { SAMPLE, bind, type StoryBook } from './stories/story-book.js';
import { saveSupervision } from './supervision.js';
import { saveWave } from './waves.js';
import { arrangeVisits } from './stories/visits.js';
import { Teller, type Cast, type Scene } from './stories/tell.js';

/** Filling in lives through two years of a small company; on a busy machine that takes a while. */
const TRANSACTION = { maxWait: 60_000, timeout: 300_000 };
/** Two programs that seed at the same time: the second waits, and finds everything there. */
const SEED_LOCK = 7_301_944;

export interface SeedOptions {
  /** Empty the company first and put the clock back to the machine's. */
  reset?: boolean;
  /** Keys by role, as the programs around it know them. */
  apiKeys?: ApiKeys;
  /** Of all seeded sign-ins. Without it none are made. */
  password?: string;
  /** The number that messages leave from. Default: the one that is known already. */
  sender?: string;
  /** False: only what an installation needs to begin with. Invented customers must never meet a real sending number. */
  demo?: boolean;
  /** Begin with nothing but the organisation's row and an administrator: the console leads through the rest. */
  empty?: boolean;
  /** So many further invented customers, for a company of the size of a real one. Default: none. */
  crowd?: number;
}

/**
 * Fills in the company once, in one transaction: whoever is killed half-way leaves nothing, and a second run finds the
 * organisation there and changes nothing but missing keys and sign-ins.
 * @returns whether the company was filled in by this call
 */
export async function seedCompany(db: Db, options: SeedOptions = {}): Promise<boolean> {
  return despiteDeadlocks(() => db.$transaction((tx) => seedIn(tx, options), TRANSACTION));
}

async function seedIn(tx: Tx, options: SeedOptions): Promise<boolean> {
  const { reset = false, apiKeys, password, demo = true, crowd: size = 0 } = options;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
  const there = await tx.organisation.findUnique({ where: { id: ORGANISATION.id } });
  const empty = there ? there.begunEmpty : (options.empty ?? false);
  if (reset) await emptyCompany(tx);
  const now = await new ClockService(demo).now(tx);
  await saveAccess(tx, { apiKeys, password, people: empty ? [ADMINISTRATOR] : SIGN_INS }, now);
  if (there && !reset) return false;
  const sender = await knowSender(tx, options.sender);
  if (empty) {
    await tx.organisation.create({ data: UNDESCRIBED });
    return true;
  }
  const settled = { describedAt: new Date(now), setupClosedAt: new Date(now) };
  await tx.organisation.create({ data: { ...ORGANISATION, ...settled } });
  const before = publishedAt(PUBLISHED[0]!, now);
  await saveTexts(tx, before);
  await saveCalendars(tx, before);
  const staff = await saveStaff(tx);
  const context: KeepContext = { documents: new Documents(), senders: { sms: sender } };
  if (!demo) return true;
  await saveGuides(tx, new Date(before));
  await liveThroughThePast(tx, context, bind(SAMPLE, crowd(size)), staff, now);
  // What only its own people could do, an invented crowd would leave undone.
  if (size === 0) await saveOwnHours(tx, context, now);
  return true;
}

async function knowSender(tx: Tx, number: string | undefined): Promise<string> {
  if (number !== undefined) {
    await tx.sender.upsert({ where: { number }, create: { number }, update: {} });
    return number;
  }
  const known = await tx.sender.findFirst({ orderBy: { number: 'asc' } });
  if (known) return known.number;
  throw new Error('No sending number is known: name one to seed with.');
}

/** Publications, sales, tickets, agreements and all that came of them, in the order of time. */
async function liveThroughThePast(
  tx: Tx,
  context: KeepContext,
  book: StoryBook,
  staff: Cast['staff'],
  now: Instant,
): Promise<void> {
  const customers = await saveCustomers(tx, book.customers, staff, now);
  const teller = new Teller(tx, context, { customers, staff }, now);
  const scenes: Scene[] = [
    ...PUBLISHED.map((one) => ({
      at: publishedAt(one, now),
      play: () => publish(tx, one, publishedAt(one, now)),
    })),
    ...book.sales.flatMap((story) => teller.sale(story)),
    ...book.tickets.flatMap((story) => teller.ticket(story)),
    ...book.agreements.flatMap((story) => teller.agreement(story)),
  ].sort((a, b) => a.at - b.at);
  const past = new Past(
    tx,
    context,
    [...customers.values()].map(({ id }) => id),
  );
  for (const scene of scenes) {
    await past.liveUntil(scene.at);
    await scene.play();
  }
  await past.liveUntil(now);
  await arrangeVisits(context, tx, now);
  await past.arriveAt(now);
}

/** What the house does at its own hour: looks at last month's work, asks in waves. */
async function saveOwnHours(tx: Tx, context: KeepContext, now: Instant): Promise<void> {
  await saveSupervision(tx, context, now);
  await saveWave(tx, now);
}
