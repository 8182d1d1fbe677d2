import { Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWords } from '../messages/use-words';
import type { Advance } from './clock.api';

const UNITS = ['minutes', 'hours', 'days', 'weeks', 'months'] as const;
type Unit = (typeof UNITS)[number];
/** How a count of each unit is written as an ISO 8601 duration. */
const WRITE: Record<Unit, (count: number) => string> = {
  minutes: (count) => `PT${count}M`,
  hours: (count) => `PT${count}H`,
  days: (count) => `P${count}D`,
  weeks: (count) => `P${count}W`,
  months: (count) => `P${count}M`,
};

/** Moves the clock by any stretch. */
export function AdvanceByForm({ onAdvance }: { onAdvance: (by: Advance) => void }) {
  const words = useWords();
  const [count, setCount] = useState<number | string>(3);
  const [unit, setUnit] = useState<Unit>('days');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const whole = Math.floor(Number(count));
    if (whole > 0) onAdvance({ by: WRITE[unit](whole) });
  };
  return (
    <form onSubmit={send}>
      <Stack gap={8} p={8}>
        <Group gap={8} wrap="nowrap">
          <NumberInput
            aria-label={words('clock.count')}
            value={count}
            onChange={setCount}
            min={1}
            max={999}
            allowDecimal={false}
            size="xs"
          />
          <Select
            aria-label={words('clock.unit')}
            data={UNITS.map((value) => ({ value, label: words(`clock.${value}`) }))}
            value={unit}
            onChange={(value) => setUnit((value as Unit | null) ?? unit)}
            allowDeselect={false}
            size="xs"
            comboboxProps={{ withinPortal: false }}
          />
        </Group>
        <Button type="submit" size="xs">
          {words('clock.advance-by')}
        </Button>
      </Stack>
    </form>
  );
}
