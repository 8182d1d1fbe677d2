import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  instantOut,
  instantSchema,
  localDateOut,
  textSchema,
  toDateText,
  toInstantText,
} from '../common/schemas.js';
import {
  moneyFields,
  openedPlanSchema,
  productSchema,
  siteSchema,
  subjectFields,
} from '../subjects/subjects.schema.js';

export const newSaleSchema = z
  .strictObject({
    ...subjectFields,
    soldAt: instantSchema,
    deliveredAt: instantSchema.optional(),
    products: z.array(productSchema).min(1).max(200),
    ...moneyFields,
    /** Id or key of the staff member who sold it. */
    soldBy: textSchema(100).optional(),
    site: siteSchema,
  })
  .check(({ value, issues }) => {
    if (value.deliveredAt !== undefined && value.deliveredAt < value.soldAt)
      issues.push({
        code: 'custom',
        path: ['deliveredAt'],
        message: 'must not be before soldAt',
        input: value.deliveredAt,
      });
    if ((value.amount === undefined) !== (value.currency === undefined))
      issues.push({
        code: 'custom',
        path: ['currency'],
        message: 'amount and currency go together',
        input: value.currency,
      });
  });
export type NewSale = z.infer<typeof newSaleSchema>;

export const saleSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    customer: z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string() }),
    soldAt: instantOut,
    deliveredAt: instantOut.nullable(),
    warrantyEndsOn: localDateOut.nullable(),
    products: z.array(productSchema),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    soldBy: z.string().nullable(),
    site: z.string().nullable(),
    plans: z.array(openedPlanSchema).optional(),
  })
  .meta({ id: 'Sale' });
export const salePageSchema = pageOf(saleSchema).meta({ id: 'SalePage' });
export type SaleView = z.infer<typeof saleSchema>;

export const saleQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  externalId: z.string().max(200).optional(),
});
export type SaleQuery = z.infer<typeof saleQuerySchema>;

export const SALE_INCLUDE = { customer: { select: { id: true, externalId: true, name: true } } } as const;
export type SaleRow = Prisma.SaleGetPayload<{ include: typeof SALE_INCLUDE }>;

export function toSale(row: SaleRow): SaleView {
  return {
    id: row.id,
    externalId: row.externalId,
    customer: row.customer,
    soldAt: toInstantText(row.soldAt),
    deliveredAt: row.deliveredAt && toInstantText(row.deliveredAt),
    warrantyEndsOn: row.warrantyEndsOn && toDateText(row.warrantyEndsOn),
    products: row.products as SaleView['products'],
    amount: row.amount === null ? null : Number(row.amount),
    currency: row.currency,
    soldBy: row.soldById,
    site: row.siteId,
  };
}
