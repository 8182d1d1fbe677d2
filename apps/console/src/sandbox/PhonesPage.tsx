import { Badge, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { useWords } from '../messages/use-words';
import { Phone } from './Phone';
import { type SimulatedPhone, phonesQuery } from './sandbox.api';
import classes from './sandbox.module.css';
import { SandboxRoom } from './SandboxRoom';

/** The phones of all customers: what they received, and answering in their place. */
export function PhonesPage() {
  const words = useWords();
  const { phone } = useSearch({ from: '/rooms/sandbox/phones' });
  const navigate = useNavigate({ from: '/sandbox/phones' });
  const phones = useQuery(phonesQuery);
  const [wanted, setWanted] = useState('');
  const shown = (phones.data ?? []).filter((one) => isWanted(one, wanted));
  return (
    <SandboxRoom
      title={words('phones.title')}
      tools={
        <SearchField
          label={words('phones.search')}
          value={wanted}
          onSearch={setWanted}
          w={{ base: '100%', xs: 260 }}
        />
      }
    >
      {phones.isPending ? (
        <Skeleton h={480} radius="lg" maw={1180} />
      ) : !phones.data ? (
        <ProblemNotice error={phones.error} onRetry={() => void phones.refetch()} />
      ) : phones.data.length === 0 && !phone ? (
        <Notice icon={IconDeviceMobile} title={words('phones.none')}>
          {words('phones.none.text')}
        </Notice>
      ) : (
        <div className={classes.page}>
          <Paper
            component="nav"
            radius="lg"
            className={`${classes.list} ${phone ? classes.chosen : ''}`}
            aria-label={words('phones.title')}
          >
            {shown.map((one) => (
              <PhoneEntry key={one.phone} phone={one} />
            ))}
            {shown.length === 0 && (
              <Text size="sm" c="dimmed" p="sm">
                {words('phones.nobody')}
              </Text>
            )}
          </Paper>
          {phone ? (
            <Phone key={phone} phone={phone} onClose={() => void navigate({ search: {} })} />
          ) : (
            <Text size="sm" c="dimmed" p="md" visibleFrom="sm">
              {words('phones.choose')}
            </Text>
          )}
        </div>
      )}
    </SandboxRoom>
  );
}

function isWanted({ phone, label, owner }: SimulatedPhone, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return [phone, label, owner?.name ?? ''].some((one) => one.toLowerCase().includes(text));
}

function PhoneEntry({ phone: { phone, label, owner, last, optedOut } }: { phone: SimulatedPhone }) {
  const words = useWords();
  return (
    <Link to="/sandbox/phones" search={{ phone }} className={classes.entry}>
      <Stack gap={2}>
        <Group gap={8} justify="space-between" wrap="nowrap">
          <Text size="sm" fw={550} truncate>
            {owner?.name ?? label}
          </Text>
          {owner?.is === 'staff' && <Badge size="xs">{words('phones.staff')}</Badge>}
          {optedOut && (
            <Badge size="xs" color="red">
              {words('phones.opted-out')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" className="numbers">
          {label}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {last ? (last.mine ? `→ ${last.body}` : last.body) : words('phones.called')}
        </Text>
      </Stack>
    </Link>
  );
}
