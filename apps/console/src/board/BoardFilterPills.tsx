import { Button, Group, Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';
import { staffQuery } from '../staff/staff.api';
import { type BoardFilters, type FilterName, countFilters } from './filters';

interface BoardFilterPillsProps {
  filters: BoardFilters;
  onFilter: (name: FilterName, values: readonly string[]) => void;
}

/** The filters in force, each with a way to take it off. */
export function BoardFilterPills({ filters, onFilter }: BoardFilterPillsProps) {
  const words = useWords();
  const { data: staff = [] } = useQuery({ ...staffQuery, enabled: filters.owner !== undefined });
  if (countFilters(filters) === 0) return null;
  const { bucket, q, ...narrowing } = filters;
  const say = (name: FilterName, value: string): string => {
    if (name === 'overdue') return words(value === 'true' ? 'filter.overdue.yes' : 'filter.overdue.no');
    if (name === 'owner') return staff.find(({ id }) => id === value)?.name ?? value;
    return NAMED.includes(name) ? words(`${name}.${value}` as MessageId) : value;
  };
  return (
    <Group gap={6}>
      {(Object.entries(narrowing) as [FilterName, string][]).flatMap(([name, text]) => {
        const values = text.split(',');
        return values.map((value) => (
          <Pill
            key={`${name} ${value}`}
            withRemoveButton
            removeButtonProps={{
              'aria-label': words('filter.remove', { what: say(name, value) }),
              'aria-hidden': false,
            }}
            onRemove={() =>
              onFilter(
                name,
                values.filter((one) => one !== value),
              )
            }
          >
            {words(`filter.${name as 'state'}`)}: {say(name, value)}
          </Pill>
        ));
      })}
      <Button component={Link} to="/board" search={{ bucket, q } as never} variant="subtle" size="compact-xs">
        {words('filter.clear')}
      </Button>
    </Group>
  );
}

/** Filters whose values are words of ours. */
const NAMED: readonly FilterName[] = ['state', 'kind', 'tier', 'type'];
