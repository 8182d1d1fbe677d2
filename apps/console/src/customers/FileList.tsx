import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import classes from './customers.module.css';

interface FileListProps<Item> {
  title: string;
  /** What is said when there is none; without it such a list is left out. */
  none?: string;
  items: readonly Item[];
  /** How many there are in all; the newest of them are here. */
  total?: number;
  children: (item: Item) => ReactNode;
}

/** A list of the service file: its newest entries, and how many more there are. */
export function FileList<Item>({ title, none, items, total = items.length, children }: FileListProps<Item>) {
  const words = useWords();
  if (items.length === 0 && none === undefined) return null;
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <ul className={classes.rows}>{items.map(children)}</ul>
      )}
      {total > items.length && (
        <Text size="xs" c="dimmed" mt="sm">
          {words('file.newest', { shown: items.length, total })}
        </Text>
      )}
    </Section>
  );
}
