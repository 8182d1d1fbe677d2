import type { Purpose } from '@aftercare/workflows/domain/contact-rules.js';

/** One ready template: ICU MessageFormat in the four languages that Aftercare comes with. */
export interface TemplateSeed {
  readonly template: string;
  readonly purpose: Purpose;
  readonly texts: { readonly en: string; readonly es: string; readonly zh: string; readonly lt: string };
}
