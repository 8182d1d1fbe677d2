import type { Tx } from '@aftercare/db/client.js';
import { findGuides } from '@aftercare/db/guides.js';
import { type Wording, namesGuide } from '@aftercare/db/write-text.js';
import { chooseGuide } from '@aftercare/workflows/domain/guide.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { WorkerDeps } from './deps.js';
import type { DueMessage } from './due-messages.js';

/** Addresses of the guides that these texts link to, by message. */
export async function readGuides(
  { links }: WorkerDeps,
  tx: Tx,
  wording: Wording,
  due: readonly DueMessage[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const naming = due.filter(({ template }) => namesGuide(wording, template));
  if (links === null || naming.length === 0) return new Map();
  const guides = await findGuides(tx);
  const wanted = naming.flatMap(({ id, customerId, customer, products, step, template }) => {
    const codes = (products ?? []).map(({ code }) => code);
    const guide = chooseGuide(guides, { products: codes, step });
    if (!guide) return [];
    const about = { product: codes[0] ?? null, step, template, language: customer.language };
    return [{ messageId: id, customerId, guideKey: guide.key, ...about }];
  });
  return links.guides(tx, wanted, now);
}
