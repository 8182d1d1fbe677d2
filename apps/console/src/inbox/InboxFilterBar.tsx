import { Group, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { SearchField } from '../components/SearchField';
import { useWords } from '../messages/use-words';
import { INBOX_KINDS, INBOX_OWNERS, INBOX_STATES, type InboxFilters } from './filters';
import classes from './inbox.module.css';

/** Which texts are listed; it stands in the address. */
export function InboxFilterBar({ search }: { search: RefObject<HTMLInputElement | null> }) {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const narrow = (change: InboxFilters): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: 'q' in change });
  return (
    <Group gap={6} className={classes.filters}>
      <SearchField
        ref={search}
        w="100%"
        label={words('inbox.search')}
        value={filters.q}
        onSearch={(q) => narrow({ q: q === '' ? undefined : q })}
      />
      <Select
        aria-label={words('inbox.state')}
        data={INBOX_STATES.map((value) => ({ value, label: words(`inbox.state.${value}`) }))}
        value={filters.state ?? 'inbox'}
        onChange={(state) =>
          narrow({ state: state === 'inbox' ? undefined : ((state ?? undefined) as InboxFilters['state']) })
        }
        allowDeselect={false}
        className={classes.filter}
      />
      <Select
        aria-label={words('inbox.kind')}
        placeholder={words('inbox.kind.any')}
        data={INBOX_KINDS.map((value) => ({ value, label: words(`inbox.kind.${value}`) }))}
        value={filters.kind ?? null}
        onChange={(kind) => narrow({ kind: (kind ?? undefined) as InboxFilters['kind'] })}
        clearable
        className={classes.filter}
      />
      <Select
        aria-label={words('inbox.owner')}
        placeholder={words('inbox.owner.any')}
        data={INBOX_OWNERS.map((value) => ({ value, label: words(`inbox.owner.${value}`) }))}
        value={filters.owner ?? null}
        onChange={(owner) => narrow({ owner: (owner ?? undefined) as InboxFilters['owner'] })}
        clearable
        className={classes.filter}
      />
    </Group>
  );
}
