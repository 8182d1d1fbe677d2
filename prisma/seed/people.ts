import { addMonths, formatDate } from '@aftercare/workflows/domain/local-date.js';
import { localDay, type Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from '../client.js';
import { newId } from '../ids.js';
import type { AssetSeed, CustomerSeed } from './customers.js';
import { STAFF, TEAMS, emailOf } from './organisation.js';
import { dateOf, toInstant } from './stories/moment.js';
import type { Cast } from './stories/tell.js';

/** Days before today on which all customers were taken in. */
const KNOWN_FOR = 700;
const WARRANTY_MONTHS = 60;

/** Stores teams and staff. */
export async function saveStaff(tx: Tx): Promise<Map<string, string>> {
  const staff = new Map(STAFF.map(({ key }) => [key, newId('staff')]));
  const teams = new Map(TEAMS.map(({ key }) => [key, newId('team')]));
  await tx.team.createMany({
    data: TEAMS.map(({ lead: _, manager: __, ...team }) => ({ id: teams.get(team.key)!, ...team })),
  });
  await tx.staff.createMany({
    data: STAFF.map(({ key, name, role, languages, team }) => ({
      id: staff.get(key)!,
      key,
      name,
      email: emailOf({ key }),
      role,
      languages: [...languages],
      teamId: team === undefined ? null : teams.get(team)!,
    })),
  });
  for (const { key, lead, manager } of TEAMS) {
    const data = { leadId: staff.get(lead)!, managerId: staff.get(manager)! };
    await tx.team.update({ where: { key }, data });
  }
  return staff;
}

/** Stores customers with their sites, assets and consents. */
export async function saveCustomers(
  tx: Tx,
  seeds: readonly CustomerSeed[],
  staff: ReadonlyMap<string, string>,
  now: Instant,
): Promise<Cast['customers']> {
  const saved = new Map<string, Prisma.CustomerGetPayload<object> & { siteId: string | null }>();
  for (const seed of seeds) {
    const knownAt = toInstant({ daysAgo: KNOWN_FOR, at: '10:00' }, seed.zone, now);
    const customer = await tx.customer.create({ data: toCustomerRow(seed, staff, knownAt) });
    const siteId = await saveBelongings(tx, customer.id, seed, now);
    await saveConsents(tx, customer.id, seed, knownAt);
    saved.set(seed.externalId, { ...customer, siteId });
  }
  return saved;
}

function toCustomerRow(seed: CustomerSeed, staff: ReadonlyMap<string, string>, knownAt: Instant) {
  const { owner, site: _site, asset: _asset, consents: _consents, ...columns } = seed;
  return {
    id: newId('customer'),
    ...columns,
    channels: ['sms'],
    ownerId: owner === undefined ? null : staff.get(owner)!,
    createdAt: new Date(knownAt),
  };
}

async function saveBelongings(
  tx: Tx,
  customerId: string,
  seed: CustomerSeed,
  now: Instant,
): Promise<string | null> {
  const { site, asset, country, zone } = seed;
  if (site === undefined) return null;
  const siteId = newId('site');
  await tx.site.create({ data: { id: siteId, customerId, address: site, country, zone } });
  if (asset) await tx.asset.create({ data: toAssetRow(asset, customerId, siteId, zone, now) });
  return siteId;
}

function toAssetRow(asset: AssetSeed, customerId: string, siteId: string, zone: string, now: Instant) {
  const { product, serialNumber, installedDaysAgo } = asset;
  const installed = localDay(now, zone) - installedDaysAgo;
  return {
    id: newId('asset'),
    customerId,
    siteId,
    productCode: product.code,
    productName: product.name,
    serialNumber,
    installedOn: new Date(dateOf(installedDaysAgo, zone, now)),
    warrantyEndsOn: new Date(formatDate(addMonths(installed, WARRANTY_MONTHS)!)),
  };
}

const CONSENT_TEXTS = {
  survey: 'I agree to be asked by text message how satisfied I am.',
  marketing: 'I agree to receive offers by text message. I can end this at any time.',
};

async function saveConsents(
  tx: Tx,
  customerId: string,
  { consents = [] }: CustomerSeed,
  at: Instant,
): Promise<void> {
  await tx.consent.createMany({
    data: consents.map((purpose) => ({
      id: newId('consent'),
      customerId,
      channel: 'sms',
      purpose,
      granted: true,
      method: 'form',
      text: CONSENT_TEXTS[purpose],
      at: new Date(at),
      recordedBy: 'seed',
    })),
  });
}
