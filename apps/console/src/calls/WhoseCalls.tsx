import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../messages/use-words';
import { teamsQuery } from '../staff/people.api';
import type { CallFilters } from './filters';

const TEAM = 'team:';

interface WhoseCallsProps {
  filters: CallFilters;
  /** Who is nobody of the staff has no calls of their own. */
  hasOwn: boolean;
  onChange: (filters: CallFilters) => void;
}

/** One's own calls, those of a team, or everybody's. */
export function WhoseCalls({ filters: { whose, team }, hasOwn, onChange }: WhoseCallsProps) {
  const words = useWords();
  const { data: teams } = useQuery(teamsQuery);
  const isAll = whose === 'all' || !hasOwn;
  return (
    <Select
      aria-label={words('calls.whose')}
      w={200}
      allowDeselect={false}
      data={[
        ...(hasOwn ? [{ value: 'mine', label: words('calls.mine') }] : []),
        { value: 'all', label: words('calls.all') },
        ...(teams ?? []).map(({ key, name }) => ({ value: TEAM + key, label: name })),
      ]}
      value={team !== undefined ? TEAM + team : isAll ? 'all' : 'mine'}
      onChange={(value) => {
        if (value?.startsWith(TEAM)) onChange({ team: value.slice(TEAM.length) });
        else onChange(value === 'all' ? { whose: 'all' } : {});
      }}
    />
  );
}
