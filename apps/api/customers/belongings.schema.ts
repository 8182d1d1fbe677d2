import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { localDateOut, localDateSchema, textSchema, toDateText, zoneSchema } from '../common/schemas.js';
import { countrySchema } from './customers.schema.js';

/** A place of a customer. Its address tells it from the customer's other places. */
export const newSiteSchema = z
  .strictObject({
    name: textSchema(200).optional(),
    address: textSchema(500),
    country: countrySchema.optional(),
    region: textSchema(60).optional(),
    zone: zoneSchema.optional(),
  })
  .meta({ id: 'NewSite' });
export type NewSite = z.infer<typeof newSiteSchema>;

export const siteSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    address: z.string(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    zone: z.string().nullable(),
  })
  .meta({ id: 'Site' });
export const sitePageSchema = pageOf(siteSchema).meta({ id: 'SitePage' });
export type SiteView = z.infer<typeof siteSchema>;

export function toSite({
  id,
  name,
  address,
  country,
  region,
  zone,
}: Prisma.SiteGetPayload<object>): SiteView {
  return { id, name, address, country, region, zone };
}

/** A device that a customer has. Product and serial number tell it from the others. */
export const newAssetSchema = z
  .strictObject({
    product: z.strictObject({ code: textSchema(100), name: textSchema(200) }),
    serialNumber: textSchema(100).optional(),
    /** Id of a site of the same customer. */
    site: textSchema(100).optional(),
    installedOn: localDateSchema.optional(),
    warrantyEndsOn: localDateSchema.optional(),
  })
  .meta({ id: 'NewAsset' });
export type NewAsset = z.infer<typeof newAssetSchema>;

export const assetSchema = z
  .object({
    id: z.string(),
    product: z.object({ code: z.string(), name: z.string() }),
    serialNumber: z.string().nullable(),
    site: z.string().nullable(),
    installedOn: localDateOut.nullable(),
    warrantyEndsOn: localDateOut.nullable(),
  })
  .meta({ id: 'Asset' });
export const assetPageSchema = pageOf(assetSchema).meta({ id: 'AssetPage' });
export type AssetView = z.infer<typeof assetSchema>;

export function toAsset(row: Prisma.AssetGetPayload<object>): AssetView {
  return {
    id: row.id,
    product: { code: row.productCode, name: row.productName },
    serialNumber: row.serialNumber,
    site: row.siteId,
    installedOn: row.installedOn && toDateText(row.installedOn),
    warrantyEndsOn: row.warrantyEndsOn && toDateText(row.warrantyEndsOn),
  };
}
