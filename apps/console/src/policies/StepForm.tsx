import {
  Alert,
  Autocomplete,
  Button,
  Checkbox,
  Fieldset,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { KINDS } from '../board/filters';
import { stepName } from '../components/step-name';
import { useWords } from '../messages/use-words';
import { sayValue } from '../reasons/reason-words';
import { LadderForm } from './LadderForm';
import { OffsetField } from './OffsetField';
import classes from './policies.module.css';
import { calendarKeysQuery, templateKeysQuery } from './policies.api';
import { ANCHORS, type PolicyDraft, type StepDraft, type StepKind, stepsOf } from './policy-document';
import { ReactForm } from './ReactForm';
import { RepeatForm } from './RepeatForm';
import { sayDue } from './repeat-words';
import type { Path } from './use-draft';

const STOPS = [
  'reply',
  'scored',
  'confirmed',
  'declined',
  'ticket.resolved',
  'ticket.closed',
  'agreement.renewed',
  'agreement.cancelled',
  'customer.opted-out',
  'customer.left',
];
const CONDITIONS = [
  'agreement.active',
  'agreement.lapsed',
  'ticket.open',
  'ticket.resolved',
  'not-scored',
  'score.low',
  'score.high',
];
const QUESTIONS = ['csat', 'nps', 'ces', 'yes-no'] as const;

interface StepFormProps {
  draft: PolicyDraft;
  index: number;
  set: (path: Path, value: unknown) => void;
  rename: (index: number, name: string) => void;
  readOnly: boolean;
  faults: readonly { path: string; message: string }[];
}

/** Everything one step says, a field for each. */
export function StepForm({ draft, index, set, rename, readOnly, faults }: StepFormProps) {
  const words = useWords();
  const intl = useIntl();
  const step: StepDraft = stepsOf(draft)[index]!;
  const others = stepsOf(draft).flatMap((other) =>
    other.step === step.step || !other.step ? [] : [other.step],
  );
  const calendars = useQuery(calendarKeysQuery).data ?? [];
  const templates = useQuery(templateKeysQuery).data ?? [];
  const put = (field: string, value: unknown): void =>
    set(['steps', index, field], value === '' ? undefined : value);
  const putDue = (field: string, value: unknown): void =>
    set(['steps', index, 'due', field], value === '' || value === null ? undefined : value);
  const faultOf = (field: string): string | undefined =>
    faults.find(({ path }) => path === `/steps/${index}/${field}`)?.message;
  const isText = step.kind === 'sms' || step.kind === 'survey';
  const isWork = !isText;

  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="wrap">
        <strong>{words('step.title', { step: stepName(step.step ?? '') })}</strong>
      </Group>
      <div className={classes.fields}>
        <NameField
          key={step.step}
          name={step.step ?? ''}
          readOnly={readOnly}
          error={faultOf('step')}
          onRename={(name) => rename(index, name)}
        />
        <Select
          label={words('step.kind')}
          data={KINDS.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }))}
          value={step.kind}
          disabled={readOnly}
          allowDeselect={false}
          error={faultOf('kind')}
          onChange={(kind) => kind && put('kind', kind as StepKind)}
        />
        {(isText || step.kind === 'call' || step.kind === 'visit') && (
          <Autocomplete
            label={words('step.template')}
            description={isText ? undefined : words('step.template.script')}
            data={templates}
            value={step.template ?? ''}
            readOnly={readOnly}
            error={faultOf('template')}
            onChange={(template) => put('template', template)}
          />
        )}
        {(step.kind === 'survey' || step.kind === 'call') && (
          <Select
            label={words('step.question')}
            data={QUESTIONS.map((value) => ({ value, label: words(`question.${value}`) }))}
            value={step.question ?? null}
            clearable={step.kind === 'call'}
            disabled={readOnly}
            error={faultOf('question')}
            onChange={(question) => put('question', question ?? undefined)}
          />
        )}
      </div>

      <Fieldset legend={words('step.due')} variant="filled" p="sm">
        <div className={classes.fields}>
          <Select
            label={words('due.from')}
            data={[
              {
                group: words('due.group.dates'),
                items: anchorsOf(draft).map((value) => ({ value, label: sayValue(value, intl) })),
              },
              {
                group: words('due.group.steps'),
                items: others
                  .flatMap((name) => [`due:${name}`, `done:${name}`])
                  .map((value) => ({ value, label: sayValue(value, intl) })),
              },
            ]}
            value={step.due?.from ?? null}
            disabled={readOnly}
            allowDeselect={false}
            error={faultOf('due/from') ?? faultOf('due')}
            onChange={(from) => putDue('from', from)}
          />
          <OffsetField
            label={words('due.offset')}
            value={step.due?.offset}
            readOnly={readOnly}
            onChange={(offset) => putDue('offset', offset)}
          />
          <TextInput
            label={words('due.at.label')}
            type="time"
            value={step.due?.at ?? ''}
            readOnly={readOnly}
            error={faultOf('due/at')}
            onChange={(event) => putDue('at', event.currentTarget.value)}
          />
          <Select
            label={words('due.shift')}
            data={(['none', 'forward', 'back'] as const).map((value) => ({
              value,
              label: words(`due.shift.${value}`),
            }))}
            value={step.due?.shift ?? 'none'}
            disabled={readOnly}
            allowDeselect={false}
            onChange={(shift) => putDue('shift', shift === 'none' ? undefined : shift)}
          />
          <TextInput
            label={words('due.next.label')}
            placeholder="10-01"
            value={step.due?.next ?? ''}
            readOnly={readOnly}
            error={faultOf('due/next')}
            onChange={(event) => putDue('next', event.currentTarget.value)}
          />
          <Select
            label={words('step.calendar')}
            placeholder={draft.calendar ?? words('step.calendar.none')}
            data={calendars}
            value={step.calendar ?? null}
            clearable
            disabled={readOnly}
            error={faultOf('calendar')}
            onChange={(calendar) => put('calendar', calendar ?? undefined)}
          />
        </div>
        <Alert mt="sm" p="xs" role="note" variant="light" color="pine">
          {sayDue(step, intl)}
        </Alert>
      </Fieldset>

      <RepeatForm step={step} index={index} set={set} readOnly={readOnly} others={others} draft={draft} />

      <div className={classes.fields}>
        {isWork && (
          <OffsetField
            label={words('step.horizon')}
            length
            value={step.horizon}
            readOnly={readOnly}
            onChange={(value) => put('horizon', value)}
          />
        )}
        <OffsetField
          label={words('step.expires')}
          length
          value={step.expires}
          readOnly={readOnly}
          onChange={(value) => put('expires', value)}
        />
        {step.kind === 'survey' && (
          <>
            <OffsetField
              label={words('step.remind-after')}
              length
              value={step.remindAfter}
              readOnly={readOnly}
              onChange={(value) => put('remindAfter', value)}
            />
            <OffsetField
              label={words('step.closes-after')}
              length
              value={step.closesAfter}
              readOnly={readOnly}
              onChange={(value) => put('closesAfter', value)}
            />
          </>
        )}
        {step.kind === 'call' && (
          <>
            <NumberInput
              label={words('step.attempts')}
              value={step.attempts?.max ?? ''}
              min={1}
              max={20}
              readOnly={readOnly}
              onChange={(max) =>
                set(['steps', index, 'attempts', 'max'], max === '' ? undefined : Number(max))
              }
            />
            <OffsetField
              label={words('step.gap')}
              length
              value={step.attempts?.gap}
              readOnly={readOnly}
              onChange={(gap) => set(['steps', index, 'attempts', 'gap'], gap)}
            />
            <Checkbox
              label={words('step.automated')}
              checked={step.automated ?? false}
              disabled={readOnly}
              onChange={(event) => put('automated', event.currentTarget.checked || undefined)}
            />
          </>
        )}
        {step.kind === 'visit' && (
          <>
            <OffsetField
              label={words('step.confirm.before')}
              length
              value={step.confirm?.before}
              readOnly={readOnly}
              onChange={(before) =>
                put(
                  'confirm',
                  before === undefined
                    ? undefined
                    : { before, template: step.confirm?.template ?? templates[0] ?? '' },
                )
              }
            />
            {step.confirm && (
              <Autocomplete
                label={words('step.confirm.template')}
                data={templates}
                value={step.confirm.template ?? ''}
                readOnly={readOnly}
                error={faultOf('confirm/template')}
                onChange={(template) => set(['steps', index, 'confirm', 'template'], template)}
              />
            )}
          </>
        )}
        <MultiSelect
          label={words('step.stop-on')}
          data={[...STOPS, ...others.map((name) => `done:${name}`)].map((value) => ({
            value,
            label: sayValue(value, intl),
          }))}
          value={listOf(step.stopOn)}
          disabled={readOnly}
          clearable
          searchable
          error={faultOf('stopOn')}
          onChange={(values) => put('stopOn', values.length > 0 ? values : undefined)}
        />
        <MultiSelect
          label={words('step.only-if')}
          data={CONDITIONS.map((value) => ({ value, label: sayValue(value, intl) }))}
          value={listOf(step.onlyIf)}
          disabled={readOnly}
          clearable
          error={faultOf('onlyIf')}
          onChange={(values) => put('onlyIf', values.length > 0 ? values : undefined)}
        />
        {step.kind !== 'visit' && step.kind !== 'review' && (
          <MultiSelect
            label={words('step.channels')}
            data={(['sms', 'whatsapp', 'email', 'call'] as const).map((value) => ({
              value,
              label: words(`value.${value}`),
            }))}
            value={listOf(step.channels)}
            disabled={readOnly}
            clearable
            error={faultOf('channels')}
            onChange={(values) => put('channels', values.length > 0 ? values : undefined)}
          />
        )}
      </div>

      {(step.kind === 'survey' || step.kind === 'call') && (
        <ReactForm step={step} index={index} set={set} readOnly={readOnly} templates={templates} />
      )}
      <LadderForm ladder={step.ladder} path={['steps', index, 'ladder']} set={set} readOnly={readOnly} />
    </Stack>
  );
}

/** A name is taken over when the field is left: other steps may count from it. */
function NameField({
  name,
  readOnly,
  error,
  onRename,
}: {
  name: string;
  readOnly: boolean;
  error: string | undefined;
  onRename: (name: string) => void;
}) {
  const words = useWords();
  return (
    <TextInput
      label={words('step.name')}
      defaultValue={name}
      readOnly={readOnly}
      error={error}
      onBlur={(event) => {
        const wanted = event.currentTarget.value.trim();
        if (wanted !== '' && wanted !== name) onRename(wanted);
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

function anchorsOf({ subject }: PolicyDraft): readonly string[] {
  return ANCHORS[subject ?? 'sale'];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The button that adds a step of each kind. */
export function AddStep({ onAdd }: { onAdd: (kind: StepKind) => void }) {
  const words = useWords();
  return (
    <Group gap="xs" role="group" aria-label={words('step.add')}>
      {KINDS.map((kind) => (
        <Button key={kind} variant="default" size="xs" onClick={() => onAdd(kind)}>
          {words('step.add.kind', { kind: words(`kind.${kind}`) })}
        </Button>
      ))}
    </Group>
  );
}
