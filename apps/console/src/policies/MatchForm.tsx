import { MultiSelect, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TIERS } from '../components/TierBadge';
import { TYPES } from '../components/TypeLabel';
import { useWords } from '../messages/use-words';
import classes from './policies.module.css';
import { calendarKeysQuery } from './policies.api';
import { type PolicyDraft, SUBJECTS } from './policy-document';
import type { Path } from './use-draft';

const TICKET_KINDS = ['request', 'incident', 'complaint', 'compliment'] as const;
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

interface MatchFormProps {
  draft: PolicyDraft;
  set: (path: Path, value: unknown) => void;
  readOnly: boolean;
  faults: readonly { path: string; message: string }[];
}

/** What the policy is called, and for whom it is. */
export function MatchForm({ draft, set, readOnly, faults }: MatchFormProps) {
  const words = useWords();
  const calendars = useQuery(calendarKeysQuery).data ?? [];
  const faultOf = (path: string): string | undefined => faults.find((fault) => fault.path === path)?.message;
  const put = (field: string, value: unknown): void => set([field], value === '' ? undefined : value);
  const match = (field: string): string[] => {
    const value = draft.match?.[field];
    return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
  };
  const putMatch = (field: string, values: string[]): void =>
    set(['match', field], values.length > 0 ? values : undefined);
  return (
    <Stack gap="sm">
      <div className={classes.fields}>
        <TextInput
          label={words('policy.name')}
          value={draft.name ?? ''}
          readOnly={readOnly}
          error={faultOf('/name')}
          onChange={(event) => put('name', event.currentTarget.value)}
        />
        <Select
          label={words('policy.subject')}
          data={SUBJECTS.map((value) => ({ value, label: words(`policy.subject.${value}`) }))}
          value={draft.subject ?? null}
          disabled={readOnly}
          allowDeselect={false}
          error={faultOf('/subject')}
          onChange={(subject) => put('subject', subject)}
        />
        <TextInput
          label={words('policy.family')}
          value={draft.family ?? ''}
          readOnly={readOnly}
          error={faultOf('/family')}
          onChange={(event) => put('family', event.currentTarget.value)}
        />
        <NumberInput
          label={words('policy.rank')}
          value={draft.rank ?? ''}
          allowDecimal={false}
          readOnly={readOnly}
          error={faultOf('/rank')}
          onChange={(rank) => put('rank', rank === '' ? undefined : Number(rank))}
        />
        <Select
          label={words('step.calendar')}
          placeholder={words('step.calendar.none')}
          data={calendars}
          value={draft.calendar ?? null}
          clearable
          disabled={readOnly}
          error={faultOf('/calendar')}
          onChange={(calendar) => put('calendar', calendar ?? undefined)}
        />
      </div>
      <div className={classes.fields}>
        <MultiSelect
          label={words('filter.tier')}
          placeholder={match('tier').length ? undefined : words('match.all')}
          data={TIERS.map((value) => ({ value, label: words(`tier.${value}`) }))}
          value={match('tier')}
          disabled={readOnly}
          clearable
          onChange={(values) => putMatch('tier', values)}
        />
        <MultiSelect
          label={words('filter.type')}
          placeholder={match('customerType').length ? undefined : words('match.all')}
          data={TYPES.map((value) => ({ value, label: words(`type.${value}`) }))}
          value={match('customerType')}
          disabled={readOnly}
          clearable
          onChange={(values) => putMatch('customerType', values)}
        />
        <TagsInput
          label={words('filter.product')}
          placeholder={match('product').length ? undefined : 'boiler-*'}
          value={match('product')}
          readOnly={readOnly}
          onChange={(values) => putMatch('product', values)}
        />
        <TagsInput
          label={words('match.region')}
          placeholder={match('region').length ? undefined : 'LT, ES-*'}
          value={match('region')}
          readOnly={readOnly}
          onChange={(values) => putMatch('region', values)}
        />
        <TagsInput
          label={words('match.language')}
          placeholder={match('language').length ? undefined : 'lt, es'}
          value={match('language')}
          readOnly={readOnly}
          onChange={(values) => putMatch('language', values)}
        />
        {draft.subject === 'ticket' && (
          <>
            <MultiSelect
              label={words('match.kind')}
              data={TICKET_KINDS.map((value) => ({ value, label: words(`ticket.kind.${value}`) }))}
              value={match('kind')}
              disabled={readOnly}
              clearable
              onChange={(values) => putMatch('kind', values)}
            />
            <MultiSelect
              label={words('match.priority')}
              data={PRIORITIES.map((value) => ({ value, label: words(`match.priority.${value}`) }))}
              value={match('priority')}
              disabled={readOnly}
              clearable
              onChange={(values) => putMatch('priority', values)}
            />
          </>
        )}
      </div>
    </Stack>
  );
}
