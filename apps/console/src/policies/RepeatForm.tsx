import { Alert, Fieldset, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useIntl } from 'react-intl';
import { stepName } from '../components/step-name';
import { useWords } from '../messages/use-words';
import { OffsetField } from './OffsetField';
import classes from './policies.module.css';
import type { PolicyDraft, StepDraft } from './policy-document';
import { sayRepeat } from './repeat-words';
import type { Path } from './use-draft';

const MODES = ['fixed-skip', 'fixed-each', 'floating', 'anniversary'] as const;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

interface RepeatFormProps {
  step: StepDraft;
  index: number;
  set: (path: Path, value: unknown) => void;
  readOnly: boolean;
  others: readonly string[];
  draft: PolicyDraft;
}

/** Whether and how a step comes again, with the whole of it in words. */
export function RepeatForm({ step, index, set, readOnly, others }: RepeatFormProps) {
  const words = useWords();
  const intl = useIntl();
  const repeat = step.repeat;
  const path: Path = ['steps', index, 'repeat'];
  const put = (field: string, value: unknown): void =>
    set([...path, field], value === '' || value === null ? undefined : value);
  return (
    <Fieldset legend={words('repeat.title')} variant="filled" p="sm">
      <Switch
        label={words('repeat.on')}
        checked={repeat !== undefined}
        disabled={readOnly}
        onChange={(event) => set(path, event.currentTarget.checked ? { every: 'P1Y' } : undefined)}
      />
      {repeat && (
        <>
          <Alert my="sm" p="xs" role="note" variant="light" color="pine" data-testid="repeat-words">
            {sayRepeat(repeat, intl)}
          </Alert>
          <div className={classes.fields}>
            {repeat.rrule === undefined ? (
              <OffsetField
                label={words('repeat.interval')}
                length
                value={repeat.every}
                readOnly={readOnly}
                onChange={(every) => put('every', every ?? 'P1Y')}
              />
            ) : (
              <TextInput
                label="RRULE"
                value={repeat.rrule}
                readOnly={readOnly}
                onChange={(event) => put('rrule', event.currentTarget.value)}
              />
            )}
            <Select
              label={words('repeat.mode')}
              data={MODES.map((value) => ({ value, label: words(`repeat.mode.${value}.name`) }))}
              value={repeat.mode ?? 'fixed-skip'}
              disabled={readOnly}
              allowDeselect={false}
              onChange={(mode) => put('mode', mode === 'fixed-skip' ? undefined : mode)}
            />
            {repeat.mode === 'anniversary' && (
              <OffsetField
                label={words('repeat.early')}
                length
                value={repeat.early}
                readOnly={readOnly}
                onChange={(early) => put('early', early)}
              />
            )}
            <MultiSelect
              label={words('repeat.months')}
              data={MONTHS.map((month) => ({
                value: String(month),
                label: intl.formatDate(Date.UTC(2024, month - 1, 15), { month: 'long', timeZone: 'UTC' }),
              }))}
              value={(repeat.months ?? []).map(String)}
              disabled={readOnly}
              clearable
              onChange={(months) =>
                put('months', months.length ? months.map(Number).sort((a, b) => a - b) : undefined)
              }
            />
            <NumberInput
              label={words('repeat.count.label')}
              value={repeat.count ?? ''}
              min={1}
              readOnly={readOnly}
              onChange={(count) => put('count', count === '' ? undefined : Number(count))}
            />
            <TextInput
              label={words('repeat.until.label')}
              placeholder="2029-12-31"
              value={repeat.until ?? ''}
              readOnly={readOnly}
              onChange={(event) => put('until', event.currentTarget.value)}
            />
            <Select
              label={words('repeat.month-end')}
              data={(['clamp', 'skip', 'last-day'] as const).map((value) => ({
                value,
                label: words(`repeat.month-end.${value}`),
              }))}
              value={repeat.monthEnd ?? 'clamp'}
              disabled={readOnly}
              allowDeselect={false}
              onChange={(value) => put('monthEnd', value === 'clamp' ? undefined : value)}
            />
            <Select
              label={words('repeat.missed')}
              data={(['skip', 'collapse', 'each'] as const).map((value) => ({
                value,
                label: words(`repeat.missed.${value}`),
              }))}
              value={repeat.missed ?? 'skip'}
              disabled={readOnly}
              allowDeselect={false}
              onChange={(value) => put('missed', value === 'skip' ? undefined : value)}
            />
            <MultiSelect
              label={words('repeat.replaces.label')}
              data={others.map((value) => ({ value, label: stepName(value) }))}
              value={repeat.replaces ?? []}
              disabled={readOnly}
              clearable
              onChange={(steps) => put('replaces', steps.length ? steps : undefined)}
            />
          </div>
        </>
      )}
    </Fieldset>
  );
}
