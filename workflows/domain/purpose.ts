import type { Purpose } from './contact-rules.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';

/** What a text is for: the purpose of its template, else that of its kind. */
export function purposeOf(step: Step, template: string | undefined, { facts }: PlanContext): Purpose {
  const stated = template === undefined ? undefined : facts.purposes.get(template);
  return stated ?? (step.kind === 'survey' && template === step.template ? 'survey' : 'service');
}
