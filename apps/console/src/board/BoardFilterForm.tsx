import { MultiSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import { TIERS } from '../components/TierBadge';
import { TYPES } from '../components/TypeLabel';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { type BoardFilters, type FilterName, KINDS, STATES, valuesOf } from './filters';

export interface BoardFilterFormProps {
  filters: BoardFilters;
  onFilter: (name: FilterName, values: readonly string[]) => void;
}

/** Everything by which the board can be narrowed, apart from the rail and the search. */
export function BoardFilterForm({ filters, onFilter }: BoardFilterFormProps) {
  const words = useWords();
  const inside = { comboboxProps: { withinPortal: false } };
  const ofText = (name: 'region' | 'product' | 'policy' | 'team') => ({
    label: words(`filter.${name}`),
    defaultValue: filters[name] ?? '',
    onBlur: (event: { currentTarget: HTMLInputElement }) =>
      onFilter(name, [event.currentTarget.value.trim()]),
    onKeyDown: (event: { key: string; currentTarget: HTMLInputElement }) => {
      if (event.key === 'Enter') onFilter(name, [event.currentTarget.value.trim()]);
    },
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <MultiSelect
        {...inside}
        label={words('filter.state')}
        data={STATES.map((value) => ({ value, label: words(`state.${value}`) }))}
        value={valuesOf(filters, 'state')}
        onChange={(values) => onFilter('state', values)}
        clearable
      />
      <MultiSelect
        {...inside}
        label={words('filter.kind')}
        data={KINDS.map((value) => ({ value, label: words(`kind.${value}`) }))}
        value={valuesOf(filters, 'kind')}
        onChange={(values) => onFilter('kind', values)}
        clearable
      />
      <MultiSelect
        {...inside}
        label={words('filter.tier')}
        data={TIERS.map((value) => ({ value, label: words(`tier.${value}`) }))}
        value={valuesOf(filters, 'tier')}
        onChange={(values) => onFilter('tier', values)}
        clearable
      />
      <MultiSelect
        {...inside}
        label={words('filter.type')}
        data={TYPES.map((value) => ({ value, label: words(`type.${value}`) }))}
        value={valuesOf(filters, 'type')}
        onChange={(values) => onFilter('type', values)}
        clearable
      />
      <Select
        {...inside}
        label={words('filter.overdue')}
        data={[
          { value: 'true', label: words('filter.overdue.yes') },
          { value: 'false', label: words('filter.overdue.no') },
        ]}
        value={filters.overdue ?? null}
        onChange={(value) => onFilter('overdue', value ? [value] : [])}
        clearable
      />
      <StaffSelect
        {...inside}
        label={words('filter.owner')}
        value={filters.owner ?? null}
        onChange={(value) => onFilter('owner', value ? [value] : [])}
        clearable
      />
      <TextInput {...ofText('product')} />
      <TextInput {...ofText('region')} />
      <TextInput {...ofText('policy')} />
      <TextInput {...ofText('team')} />
    </SimpleGrid>
  );
}
