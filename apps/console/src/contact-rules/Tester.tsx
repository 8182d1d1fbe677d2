import { Alert, Button, Group, Select, TextInput } from '@mantine/core';
import { toLocal } from '@aftercare/workflows/domain/time.js';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { api, unwrap } from '../api/client';
import type { Customer } from '../api/types';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import fieldClasses from '../policies/policies.module.css';
import { sayValue } from '../reasons/reason-words';
import { ReasonTimeline } from '../reasons/ReasonTimeline';
import { type Question, type Verdict, useTryContact } from './contact-rules.api';
import { PURPOSES } from './rules';

const CHANNELS = ['sms', 'whatsapp', 'email', 'call'] as const;
const DEBOUNCE_MS = 300;

/** “May we text Ana in Vilnius at 20:50 on Sunday?” Asks the same rules as every message. */
export function Tester() {
  const words = useWords();
  const intl = useIntl();
  const now = useNow(60_000);
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, DEBOUNCE_MS);
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [phone, setPhone] = useState('');
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('sms');
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>('service');
  const [at, setAt] = useState(() => toLocal(now, 'UTC').slice(0, 16));
  const found = useQuery({
    queryKey: ['customers', 'picked from', asked],
    queryFn: async () =>
      (await unwrap(api.GET('/v1/customers', { params: { query: { q: asked || undefined, limit: 20 } } })))
        .items,
    placeholderData: keepPreviousData,
  });
  const attempt = useTryContact();
  const options = [...(customer ? [customer] : []), ...(found.data ?? [])];
  const unique = [...new Map(options.map((one) => [one.id, one])).values()];
  const isComplete = (customer !== null || phone.trim() !== '') && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at);
  const ask = (): void => {
    const who = customer ? { customer: customer.id } : { phone: phone.trim() };
    attempt.mutate({ ...who, channel, purpose, atLocal: at } as Question);
  };
  return (
    <Section title={words('tester.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) ask();
        }}
      >
        <div className={fieldClasses.fields}>
          <Select
            label={words('tester.customer')}
            data={unique.map(({ id, name, country }) => ({ value: id, label: `${name}, ${country}` }))}
            value={customer?.id ?? null}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': words('simulator.customer.clear') }}
            filter={({ options: given }) => given}
            onSearchChange={setQ}
            onChange={(id) => setCustomer(unique.find((one) => one.id === id) ?? null)}
          />
          {customer === null && (
            <TextInput
              label={words('tester.phone')}
              placeholder="+370 600 12345"
              type="tel"
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value)}
            />
          )}
          <Select
            label={words('tester.channel')}
            data={CHANNELS.map((value) => ({ value, label: words(`value.${value}`) }))}
            value={channel}
            allowDeselect={false}
            onChange={(value) => value && setChannel(value as typeof channel)}
          />
          <Select
            label={words('tester.purpose')}
            data={PURPOSES.map((value) => ({ value, label: words(`value.${value}`) }))}
            value={purpose}
            allowDeselect={false}
            onChange={(value) => value && setPurpose(value as typeof purpose)}
          />
          <TextInput
            label={words('tester.at')}
            type="datetime-local"
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </div>
        <Group mt="sm">
          <Button type="submit" disabled={!isComplete} loading={attempt.isPending}>
            {words('tester.ask')}
          </Button>
        </Group>
      </form>
      <ProblemAlert error={attempt.error} />
      {attempt.data && <Answer verdict={attempt.data} say={(value) => sayValue(value, intl)} />}
    </Section>
  );
}

function Answer({ verdict, say }: { verdict: Verdict; say: (value: unknown) => string }) {
  const words = useWords();
  const { allowed, nextAllowedLocal, reasons, zones, atLocal } = verdict;
  return (
    <Alert
      mt="sm"
      color={allowed ? 'pine' : 'orange'}
      role="status"
      title={words(allowed ? 'tester.yes' : 'tester.no', { at: say(atLocal) })}
    >
      {!allowed &&
        (nextAllowedLocal ? words('tester.next', { at: say(nextAllowedLocal) }) : words('tester.never'))}
      <div>
        {words('tester.zones', { zones: zones.slice(0, 4).join(', '), more: Math.max(0, zones.length - 4) })}
      </div>
      {reasons.length > 0 && <ReasonTimeline reasons={reasons} />}
    </Alert>
  );
}
