import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../messages/use-words';
import { staffQuery } from './staff.api';

/** Chooses one of the staff by name; the value is their id. */
export function StaffSelect(props: Omit<SelectProps, 'data'>) {
  const words = useWords();
  const { data: staff = [], isPending } = useQuery(staffQuery);
  return (
    <Select
      searchable
      disabled={isPending}
      nothingFoundMessage={words('staff.none')}
      data={staff.map(({ id, name }) => ({ value: id, label: name }))}
      {...props}
    />
  );
}
