import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { BOILER_CARE, RENEWAL } from './seed/policies/agreement-policies.js';
import { KEY_ACCOUNT, PRODUCT_FOLLOW_UP_2 } from './seed/policies/sale-policies.js';
import { COMPLAINT_RECOVERY } from './seed/policies/ticket-policies.js';
import { TEMPLATE_LIBRARY } from './seed/templates/library.js';
import type { TemplateSeed } from './seed/templates/template-seed.js';

/** Policies ready to be taken over, in the order in which they are offered. The sample company uses the same. */
export const GALLERY: readonly Policy[] = [
  PRODUCT_FOLLOW_UP_2,
  BOILER_CARE,
  RENEWAL,
  COMPLAINT_RECOVERY,
  KEY_ACCOUNT,
];

/** Texts that answer whatever a customer writes: every company needs them once it asks anything. */
const ANSWERS = /^(reply|reask)-/;

/** The ready templates that a policy needs: those it names, and those that its customers' answers are answered with. */
export function templatesOf(policy: Policy): TemplateSeed[] {
  const named = new Set<string>();
  collect(policy, named);
  return TEMPLATE_LIBRARY.filter(({ template }) => named.has(template) || ANSWERS.test(template));
}

/** Every `template` in a document, however deep: of steps, confirmations and reactions. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [field, inner] of Object.entries(value)) {
    if (field === 'template' && typeof inner === 'string') into.add(inner);
    else collect(inner, into);
  }
}
