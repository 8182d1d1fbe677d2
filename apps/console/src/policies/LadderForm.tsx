import { ActionIcon, Button, Checkbox, Fieldset, Group, NumberInput, Stack, TagsInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../messages/use-words';
import { OffsetField } from './OffsetField';
import type { LadderDraft } from './policy-document';
import type { Path } from './use-draft';

const RECIPIENTS = ['owner', 'cover', 'team-lead', 'manager'];

interface LadderFormProps {
  ladder: LadderDraft | undefined;
  path: Path;
  set: (path: Path, value: unknown) => void;
  readOnly: boolean;
}

/** Who is told, and when, while something is not done. */
export function LadderForm({ ladder, path, set, readOnly }: LadderFormProps) {
  const words = useWords();
  const levels = Array.isArray(ladder?.levels) ? ladder.levels : [];
  return (
    <Fieldset legend={words('ladder.title')} variant="filled" p="sm">
      <Stack gap="xs">
        {levels.map((level, i) => (
          <Group key={i} gap="xs" align="end" wrap="wrap">
            <OffsetField
              label={words('ladder.after', { level: i + 1 })}
              value={level?.after}
              readOnly={readOnly}
              onChange={(after) => set([...path, 'levels', i, 'after'], after ?? 'PT0S')}
            />
            <TagsInput
              label={words('ladder.to')}
              data={RECIPIENTS}
              value={level?.to ?? []}
              readOnly={readOnly}
              onChange={(to) => set([...path, 'levels', i, 'to'], to)}
              style={{ flex: 1, minWidth: 160 }}
            />
            <Checkbox
              label={words('ladder.reassign')}
              checked={level?.reassign ?? false}
              disabled={readOnly}
              pb={8}
              onChange={(event) =>
                set([...path, 'levels', i, 'reassign'], event.currentTarget.checked || undefined)
              }
            />
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={words('ladder.remove', { level: i + 1 })}
                onClick={() =>
                  levels.length === 1 ? set(path, undefined) : set([...path, 'levels', i], undefined)
                }
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              const added = {
                after: levels.length === 0 ? 'PT0S' : 'P1D',
                to: [levels.length === 0 ? 'owner' : 'manager'],
              };
              set([...path, 'levels'], [...levels, added]);
            }}
            style={{ alignSelf: 'start' }}
          >
            {words('ladder.add')}
          </Button>
        )}
        {levels.length > 0 && (
          <Group gap="xs" align="end">
            <NumberInput
              label={words('ladder.rounds')}
              value={ladder?.repeat?.times ?? ''}
              min={1}
              max={100}
              readOnly={readOnly}
              w={120}
              onChange={(times) =>
                set(
                  [...path, 'repeat'],
                  times === '' ? undefined : { times: Number(times), every: ladder?.repeat?.every ?? 'P1D' },
                )
              }
            />
            {ladder?.repeat && (
              <OffsetField
                label={words('ladder.every')}
                length
                value={ladder.repeat.every}
                readOnly={readOnly}
                onChange={(every) => set([...path, 'repeat', 'every'], every ?? 'P1D')}
              />
            )}
            <OffsetField
              label={words('ladder.timeout')}
              length
              value={ladder?.acknowledge?.timeout}
              readOnly={readOnly}
              onChange={(timeout) => set([...path, 'acknowledge'], timeout && { timeout })}
            />
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
