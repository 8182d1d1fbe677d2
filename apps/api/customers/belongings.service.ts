import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { Answer } from '../common/answer.js';
import { canonicalJson } from '../common/canonical-json.js';
import { type Page, type PageQuery, idBehind, toPage } from '../common/page.js';
import { fromDateText } from '../common/schemas.js';
import { DB } from '../tokens.js';
import {
  type AssetView,
  type NewAsset,
  type NewSite,
  type SiteView,
  toAsset,
  toSite,
} from './belongings.schema.js';
import { getCustomer } from './customers.service.js';

/** What customers have: places and devices. The same facts again answer what is there, others are refused. */
@Injectable()
export class BelongingsService {
  constructor(@Inject(DB) private readonly db: Db) {}

  addSite(customerId: string, facts: NewSite): Promise<Answer<SiteView>> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, customerId);
      const { count } = await tx.site.createMany({
        data: [{ id: newId('site'), customerId, ...facts }],
        skipDuplicates: true,
      });
      const key = { customerId, address: facts.address };
      const site = toSite(await tx.site.findUniqueOrThrow({ where: { customerId_address: key } }));
      if (count === 1) return Answer.created(site);
      assertSame('site', { ...EMPTY_SITE, ...facts }, { ...site, id: undefined });
      return Answer.existing(site);
    });
  }

  async listSites(customerId: string, query: PageQuery): Promise<Page<SiteView>> {
    await getCustomer(this.db, customerId);
    const behind = idBehind(query);
    const rows = await this.db.site.findMany({
      where: { customerId, ...(behind !== undefined && { id: { gt: behind } }) },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toSite, (row) => [row.id]);
  }

  addAsset(customerId: string, facts: NewAsset): Promise<Answer<AssetView>> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, customerId);
      if (facts.site !== undefined) await assertOwnSite(tx, customerId, facts.site);
      const id = newId('asset');
      const { count } = await tx.asset.createMany({
        data: [{ id, customerId, ...toAssetColumns(facts) }],
        skipDuplicates: true,
      });
      if (count === 1) return Answer.created(toAsset(await tx.asset.findUniqueOrThrow({ where: { id } })));
      // Only a serial number can have met another row: without one every device is a new one.
      const key = { customerId, productCode: facts.product.code, serialNumber: facts.serialNumber! };
      const where = { customerId_productCode_serialNumber: key };
      const asset = toAsset(await tx.asset.findUniqueOrThrow({ where }));
      assertSame('asset', { ...EMPTY_ASSET, ...facts }, { ...asset, id: undefined });
      return Answer.existing(asset);
    });
  }

  async listAssets(customerId: string, query: PageQuery): Promise<Page<AssetView>> {
    await getCustomer(this.db, customerId);
    const behind = idBehind(query);
    const rows = await this.db.asset.findMany({
      where: { customerId, ...(behind !== undefined && { id: { gt: behind } }) },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toAsset, (row) => [row.id]);
  }
}

const EMPTY_SITE = { name: null, country: null, region: null, zone: null };
const EMPTY_ASSET = { serialNumber: null, site: null, installedOn: null, warrantyEndsOn: null };

function toAssetColumns({ product, site, installedOn, warrantyEndsOn, serialNumber }: NewAsset) {
  return {
    productCode: product.code,
    productName: product.name,
    serialNumber,
    siteId: site,
    installedOn: installedOn === undefined ? null : fromDateText(installedOn),
    warrantyEndsOn: warrantyEndsOn === undefined ? null : fromDateText(warrantyEndsOn),
  };
}

async function assertOwnSite(tx: Tx, customerId: string, siteId: string): Promise<void> {
  if (await tx.site.findFirst({ where: { id: siteId, customerId } })) return;
  throw new DomainError('site.unknown', 'The customer has no such site', {
    errors: [{ path: '/site', message: 'names no site of this customer' }],
  });
}

function assertSame(
  kind: 'site' | 'asset',
  given: Record<string, unknown>,
  known: Record<string, unknown>,
): void {
  const differing = Object.keys(given).filter(
    (field) => canonicalJson(given[field]) !== canonicalJson(known[field]),
  );
  if (differing.length === 0) return;
  throw new DomainError(
    `${kind}.conflict`,
    `This ${kind} is known with other facts: ${differing.join(', ')}`,
    {
      errors: differing.map((field) => ({ path: `/${field}`, message: 'differs from what is known' })),
    },
  );
}
