import { ActionIcon, Autocomplete, Button, Fieldset, Group, NumberInput, Select, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { sayOutcome } from '../follow-ups/outcome-words';
import { useWords } from '../messages/use-words';
import { LadderForm } from './LadderForm';
import type { ReactDraft, StepDraft } from './policy-document';
import type { Path } from './use-draft';

const TESTS = ['atMost', 'atLeast', 'is', 'outcome'] as const;
type Test = (typeof TESTS)[number];
const DEEDS = ['escalate', 'reopen', 'open-ticket', 'send', 'call'] as const;
const OUTCOMES = [
  'reached',
  'no-answer',
  'busy',
  'voicemail',
  'call-back',
  'refused',
  'complaint',
  'wrong-number',
  'do-not-call',
  'language-barrier',
  'unreached',
] as const;

interface ReactFormProps {
  step: StepDraft;
  index: number;
  set: (path: Path, value: unknown) => void;
  readOnly: boolean;
  templates: readonly string[];
}

/** What follows from an answer or from the outcome of a call. */
export function ReactForm({ step, index, set, readOnly, templates }: ReactFormProps) {
  const words = useWords();
  const lines: ReactDraft[] = Array.isArray(step.react) ? step.react : [];
  const path: Path = ['steps', index, 'react'];
  return (
    <Fieldset legend={words('react.title')} variant="filled" p="sm">
      <Stack gap="sm">
        {lines.map((line, i) => {
          const test: Test = TESTS.find((one) => line?.to?.[one] !== undefined) ?? 'atMost';
          const value = line?.to?.[test];
          const put = (next: Test, to: unknown): void => set([...path, i, 'to'], { [next]: to });
          return (
            <Stack key={i} gap={6}>
              <Group gap="xs" align="end">
                <Select
                  label={words('react.when')}
                  data={TESTS.map((one) => ({ value: one, label: words(`react.${one}`) }))}
                  value={test}
                  disabled={readOnly}
                  allowDeselect={false}
                  w={150}
                  onChange={(next) =>
                    put(next as Test, next === 'outcome' ? 'complaint' : next === 'is' ? 'no' : 2)
                  }
                />
                {test === 'outcome' ? (
                  <Select
                    aria-label={words('react.value')}
                    data={OUTCOMES.map((one) => ({
                      value: one,
                      label: one === 'unreached' ? words('react.unreached') : sayOutcome(one, words),
                    }))}
                    value={String(value)}
                    disabled={readOnly}
                    allowDeselect={false}
                    onChange={(next) => put(test, next)}
                  />
                ) : test === 'is' ? (
                  <Select
                    aria-label={words('react.value')}
                    data={[
                      { value: 'yes', label: words('value.yes') },
                      { value: 'no', label: words('value.no') },
                      ...Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) })),
                    ]}
                    value={String(value)}
                    disabled={readOnly}
                    allowDeselect={false}
                    w={110}
                    onChange={(next) => put(test, next === 'yes' || next === 'no' ? next : Number(next))}
                  />
                ) : (
                  <NumberInput
                    aria-label={words('react.value')}
                    value={typeof value === 'number' ? value : ''}
                    min={0}
                    max={10}
                    readOnly={readOnly}
                    w={80}
                    onChange={(next) => next !== '' && put(test, Number(next))}
                  />
                )}
                <Select
                  label={words('react.do')}
                  data={DEEDS.map((deed) => ({ value: deed, label: words(`react.do.${deed}`) }))}
                  value={line?.do ?? null}
                  disabled={readOnly}
                  allowDeselect={false}
                  onChange={(deed) => set([...path, i, 'do'], deed)}
                />
                {line?.do === 'send' && (
                  <Autocomplete
                    label={words('step.template')}
                    data={[...templates]}
                    value={line.template ?? ''}
                    readOnly={readOnly}
                    onChange={(template) => set([...path, i, 'template'], template || undefined)}
                  />
                )}
                {!readOnly && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    aria-label={words('react.remove', { line: i + 1 })}
                    onClick={() => set([...path, i], undefined)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                )}
              </Group>
              {line?.do === 'escalate' && (
                <LadderForm
                  ladder={line.ladder}
                  path={[...path, i, 'ladder']}
                  set={set}
                  readOnly={readOnly}
                />
              )}
            </Stack>
          );
        })}
        {!readOnly && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            style={{ alignSelf: 'start' }}
            onClick={() =>
              set(path, [
                ...lines,
                { to: step.kind === 'call' ? { outcome: 'complaint' } : { atMost: 2 }, do: 'escalate' },
              ])
            }
          >
            {words('react.add')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
