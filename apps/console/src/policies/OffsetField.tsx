import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { OFFSET_UNITS, type OffsetUnit, type OffsetValue, fromSimple, toSimple } from './offset';

interface OffsetFieldProps {
  label: string;
  value: OffsetValue | undefined;
  onChange: (value: OffsetValue | undefined) => void;
  readOnly: boolean;
  /** Only units of the calendar and the clock, and no minus: for lengths of time. */
  length?: boolean;
}

/** How far from a date, or how long: a number with its unit. What no number can say is written as ISO 8601. */
export function OffsetField({ label, value, onChange, readOnly, length = false }: OffsetFieldProps) {
  const words = useWords();
  const simple = toSimple(value);
  if (value !== undefined && simple === null)
    return (
      <TextInput
        label={label}
        description={words('offset.iso')}
        value={String(value)}
        readOnly={readOnly}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    );
  const units = length ? OFFSET_UNITS.slice(0, 6) : OFFSET_UNITS;
  return (
    <Group gap={6} align="end" wrap="nowrap" role="group" aria-label={label}>
      <NumberInput
        label={label}
        value={value === undefined ? '' : simple!.count}
        min={length ? 0 : undefined}
        max={9_999}
        allowDecimal={false}
        placeholder="–"
        readOnly={readOnly}
        onChange={(count) =>
          onChange(count === '' ? undefined : fromSimple({ count: Number(count), unit: simple!.unit }))
        }
        style={{ flex: 1, minWidth: 72 }}
      />
      <Select
        aria-label={words('offset.unit', { label })}
        data={units.map((unit) => ({ value: unit, label: words(`offset.${unit}`) }))}
        value={simple!.unit}
        disabled={readOnly}
        allowDeselect={false}
        comboboxProps={{ width: 'max-content' }}
        onChange={(unit) =>
          unit && onChange(fromSimple({ count: simple!.count || 1, unit: unit as OffsetUnit }))
        }
        style={{ flex: 1.3 }}
      />
    </Group>
  );
}
