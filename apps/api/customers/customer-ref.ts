import { z } from 'zod';
import { externalIdSchema, idSchema } from '../common/schemas.js';
import { newCustomerSchema } from './customers.schema.js';

/** How a sale, ticket or agreement names its customer: our id, an `externalId`, or the whole customer. */
export const customerRefSchema = z.union([
  idSchema,
  z.strictObject({ externalId: externalIdSchema }),
  newCustomerSchema,
]);
export type CustomerRef = z.infer<typeof customerRefSchema>;
