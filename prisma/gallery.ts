import { namedTemplates } from '@aftercare/workflows/documents/named-templates.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { DEFAULT_TELL } from '@aftercare/workflows/domain/visit.js';
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

/** The ready templates that a policy needs: those it names, those its visits fall back on, and those that its customers' answers are answered with. */
export function templatesOf({ steps = [] }: Policy): TemplateSeed[] {
  const needed = new Set(
    steps.flatMap((step) => namedTemplates({ ...step }).map(([, template]) => template)),
  );
  if (steps.some(({ kind }) => kind === 'visit'))
    for (const template of Object.values(DEFAULT_TELL)) needed.add(template);
  return TEMPLATE_LIBRARY.filter(({ template }) => needed.has(template) || ANSWERS.test(template));
}
