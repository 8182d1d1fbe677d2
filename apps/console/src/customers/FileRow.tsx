import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './customers.module.css';

interface FileRowProps {
  /** A text or a link. */
  title: ReactNode;
  badge?: { text: string; colour: string };
  /** Words of people. */
  detail?: ReactNode;
  /** When, whose, how many: said in small. */
  facts?: readonly (string | null | undefined | false)[];
}

/** One entry of a list of the service file. */
export function FileRow({ title, badge, detail, facts = [] }: FileRowProps) {
  return (
    <li className={classes.row}>
      <Group gap={8} justify="space-between" align="flex-start" wrap="nowrap">
        <Text component="div" size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {badge && (
          <Badge size="sm" color={badge.colour} style={{ flexShrink: 0 }}>
            {badge.text}
          </Badge>
        )}
      </Group>
      {detail && (
        <Text component="div" size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
          {detail}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={2} className="numbers">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </li>
  );
}
