import { ActionIcon, Button, Checkbox, Group, Paper, Select, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../messages/use-words';
import { LadderForm } from './LadderForm';
import { OffsetField } from './OffsetField';
import type { PolicyDraft, TargetDraft } from './policy-document';
import type { Path } from './use-draft';

const TARGETS = ['first-response', 'next-reply', 'resolution'] as const;

interface TargetsFormProps {
  draft: PolicyDraft;
  set: (path: Path, value: unknown) => void;
  readOnly: boolean;
}

/** The promised times of a ticket. */
export function TargetsForm({ draft, set, readOnly }: TargetsFormProps) {
  const words = useWords();
  const targets: TargetDraft[] = Array.isArray(draft.targets) ? draft.targets : [];
  const free = TARGETS.find((one) => !targets.some(({ target }) => target === one));
  return (
    <Stack gap="sm">
      {targets.map((target, i) => (
        <Paper key={i} p="sm" radius="md">
          <Stack gap="sm">
            <Group align="end" gap="xs">
              <Select
                label={words('target.promise')}
                data={TARGETS.map((value) => ({ value, label: words(`target.${value}`) }))}
                value={target.target}
                disabled={readOnly}
                allowDeselect={false}
                onChange={(value) => set(['targets', i, 'target'], value)}
              />
              <OffsetField
                label={words('target.within')}
                value={target.within}
                readOnly={readOnly}
                onChange={(within) => set(['targets', i, 'within'], within ?? 'PT4H')}
              />
              <Checkbox
                label={words('target.pauses')}
                checked={target.pauses ?? target.target === 'resolution'}
                disabled={readOnly}
                pb={8}
                onChange={(event) => set(['targets', i, 'pauses'], event.currentTarget.checked)}
              />
              {!readOnly && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={words('target.remove')}
                  onClick={() => set(['targets', i], undefined)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            <LadderForm
              ladder={target.ladder}
              path={['targets', i, 'ladder']}
              set={set}
              readOnly={readOnly}
            />
          </Stack>
        </Paper>
      ))}
      {!readOnly && free && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'start' }}
          onClick={() => set(['targets'], [...targets, { target: free, within: { workingMinutes: 240 } }])}
        >
          {words('target.add')}
        </Button>
      )}
    </Stack>
  );
}
