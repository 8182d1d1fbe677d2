import { Group, Select, TextInput } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { GROUPS, type ReportFilters, STRETCHES } from './filters';

const TIERS = ['platinum', 'gold', 'iron', 'lead'] as const;
const TYPES = ['retail', 'business', 'channel', 'internal'] as const;

interface ReportFilterBarProps {
  filters: ReportFilters;
  onChange: (filters: ReportFilters) => void;
}

/** What a report looks at. Each choice stands in the address. */
export function ReportFilterBar({ filters, onChange }: ReportFilterBarProps) {
  const words = useWords();
  const set = (name: keyof ReportFilters, value: string | null) =>
    onChange({ ...filters, [name]: value === null || value === '' ? undefined : value });
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={words('reports.filters')}>
      <TextInput
        type="date"
        w={145}
        label={words('reports.from')}
        value={filters.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        w={145}
        label={words('reports.to')}
        value={filters.to ?? ''}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
      <Select
        w={110}
        label={words('reports.by')}
        data={STRETCHES.map((value) => ({ value, label: words(`reports.by.${value}`) }))}
        value={filters.by ?? 'week'}
        onChange={(value) => set('by', value)}
        allowDeselect={false}
      />
      <Select
        w={130}
        label={words('reports.group')}
        data={GROUPS.map((value) => ({ value, label: words(`reports.group.${value}`) }))}
        value={filters.group ?? 'tier'}
        onChange={(value) => set('group', value)}
        allowDeselect={false}
      />
      <Select
        w={120}
        clearable
        label={words('reports.group.tier')}
        data={[...TIERS]}
        value={filters.tier ?? null}
        onChange={(value) => set('tier', value)}
      />
      <Select
        w={120}
        clearable
        label={words('reports.group.type')}
        data={[...TYPES]}
        value={filters.type ?? null}
        onChange={(value) => set('type', value)}
      />
      <StaffSelect
        label={words('reports.group.staff')}
        value={filters.staff ?? null}
        onChange={(value) => set('staff', value)}
        clearable
        w={170}
      />
    </Group>
  );
}
