import type { KINDS } from '../board/filters';
import type { OffsetValue } from './offset';

/** A policy as it is being written: any part may be missing or wrong until the API has checked it. */
export interface PolicyDraft {
  policy?: string;
  name?: string;
  subject?: SubjectType;
  family?: string;
  rank?: number;
  match?: Record<string, string | string[]>;
  calendar?: string;
  steps?: StepDraft[];
  targets?: TargetDraft[];
}

export type SubjectType = 'sale' | 'ticket' | 'agreement';
export type StepKind = (typeof KINDS)[number];

export interface StepDraft {
  step: string;
  kind: StepKind;
  due?: DueDraft;
  repeat?: RepeatDraft;
  calendar?: string;
  template?: string;
  horizon?: string;
  stopOn?: string[];
  onlyIf?: string[];
  channels?: string[];
  expires?: string;
  ladder?: LadderDraft;
  question?: string;
  remindAfter?: string;
  closesAfter?: string;
  react?: ReactDraft[];
  attempts?: { max?: number; gap?: string };
  automated?: boolean;
  confirm?: { before?: string; template?: string };
}

export interface DueDraft {
  from?: string;
  offset?: OffsetValue;
  next?: string;
  at?: string;
  shift?: 'none' | 'forward' | 'back';
}

export interface RepeatDraft {
  every?: string;
  rrule?: string;
  mode?: 'fixed-skip' | 'fixed-each' | 'floating' | 'anniversary';
  monthEnd?: 'clamp' | 'skip' | 'last-day';
  missed?: 'skip' | 'collapse' | 'each';
  early?: string;
  months?: number[];
  count?: number;
  until?: string;
  replaces?: string[];
}

export interface LadderDraft {
  levels?: { after?: OffsetValue; to?: string[]; reassign?: boolean }[];
  repeat?: { times?: number; every?: string };
  acknowledge?: { timeout?: string };
}

export interface ReactDraft {
  to?: { atMost?: number; atLeast?: number; is?: number | string; outcome?: string };
  do?: string;
  template?: string;
  offset?: OffsetValue;
  ladder?: LadderDraft;
}

export interface TargetDraft {
  target: 'first-response' | 'next-reply' | 'resolution';
  within?: OffsetValue;
  calendar?: string;
  pauses?: boolean;
  reopen?: string;
  ladder?: LadderDraft;
}

export const SUBJECTS: readonly SubjectType[] = ['sale', 'ticket', 'agreement'];

/** Dates of each subject that a step may count from. */
export const ANCHORS: Readonly<Record<SubjectType, readonly string[]>> = {
  sale: ['sale.sold', 'sale.delivered', 'sale.warranty-ends'],
  ticket: ['ticket.opened', 'ticket.resolved', 'ticket.closed'],
  agreement: ['agreement.starts', 'agreement.ends', 'agreement.notice'],
};

/** The steps in groups by what they count from, the subject's own dates first, then other steps. */
export function groupByAnchor(draft: PolicyDraft): { anchor: string; steps: IndexedStep[] }[] {
  const groups = new Map<string, IndexedStep[]>();
  for (const anchor of ANCHORS[draft.subject ?? 'sale']) groups.set(anchor, []);
  for (const [index, step] of stepsOf(draft).entries()) {
    const anchor = step?.due?.from;
    if (typeof anchor !== 'string') continue;
    groups.set(anchor, [...(groups.get(anchor) ?? []), { index, step }]);
  }
  return [...groups].flatMap(([anchor, steps]) => (steps.length > 0 ? [{ anchor, steps }] : []));
}

export interface IndexedStep {
  index: number;
  step: StepDraft;
}

/** What can be shown of the steps: while YAML is being written anything may stand there. */
export function stepsOf(draft: PolicyDraft): StepDraft[] {
  const steps: unknown = draft.steps;
  if (!Array.isArray(steps)) return [];
  return steps.map((step: unknown) =>
    typeof step === 'object' && step !== null ? (step as StepDraft) : { step: '', kind: 'sms' },
  );
}

/** A name that no step has yet: `call`, `call-2`, `call-3` … */
export function freeName(wanted: string, draft: PolicyDraft): string {
  const taken = new Set(stepsOf(draft).map(({ step }) => step));
  const base = wanted.replace(/-\d+$/, '');
  if (!taken.has(base)) return base;
  let n = 2;
  while (taken.has(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}
