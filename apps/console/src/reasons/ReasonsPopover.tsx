import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import type { Reason } from '../api/types';
import { useWords } from '../messages/use-words';
import { ReasonText } from './ReasonText';
import { ReasonTimeline } from './ReasonTimeline';
import classes from './reasons.module.css';

/** Why, in short: the first reason; a press shows all of them in order. */
export function ReasonsPopover({ reasons }: { reasons: readonly Reason[] }) {
  const words = useWords();
  const [first, ...others] = reasons;
  if (!first) return null;
  return (
    <Popover width={340} position="bottom-end" withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.short} title={words('why.show')}>
          <Text size="xs" lineClamp={2} component="span">
            <ReasonText reason={first} />
          </Text>
          {others.length > 0 && (
            <Text size="xs" c="dimmed" component="span" className={classes.more}>
              +{others.length}
            </Text>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {words('why.title')}
          </Text>
          <ReasonTimeline reasons={reasons} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
