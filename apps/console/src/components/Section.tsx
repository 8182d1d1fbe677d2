import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled part of a page. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" p="md" radius="lg">
      <Title order={2} size="sm" fw={600} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
