import {
  Alert,
  Badge,
  Group,
  NumberInput,
  Select,
  Skeleton,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { toLocal } from '@aftercare/workflows/domain/time.js';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { api, unwrap } from '../api/client';
import { ProblemError } from '../api/problem';
import { useNow } from '../clock/use-now';
import { KindIcon } from '../components/KindIcon';
import { ProblemAlert } from '../components/ProblemAlert';
import { stepName } from '../components/step-name';
import { TIERS } from '../components/TierBadge';
import { TYPES } from '../components/TypeLabel';
import { useWords } from '../messages/use-words';
import { sayValue } from '../reasons/reason-words';
import { ReasonTimeline } from '../reasons/ReasonTimeline';
import { CalendarStrip } from './CalendarStrip';
import { type ComparedItem, compareSimulations } from './compare';
import classes from './policies.module.css';
import { simulationQuery } from './policies.api';
import type { PolicyDraft, SubjectType } from './policy-document';

const DEBOUNCE_MS = 400;
const MINUTE_MS = 60_000;

interface SimulatorProps {
  policyKey: string;
  draft: PolicyDraft;
  /** Null: never published, nothing to compare with. */
  publishedVersion: number | null;
}

/** What would happen in the next 24 months for one customer, with the reason for every date. Stores nothing. */
export function Simulator({ policyKey, draft, publishedVersion }: SimulatorProps) {
  const words = useWords();
  const now = useNow(10 * MINUTE_MS);
  const subjectType: SubjectType = draft.subject ?? 'sale';
  const today = new Date(now).toISOString().slice(0, 10);
  const [customer, setCustomer] = useState<string | null>(null);
  const [facts, setFacts] = useState({
    tier: 'gold',
    type: 'retail',
    country: 'LT',
    language: 'en',
    zone: 'Europe/Vilnius',
  });
  const [start, setStart] = useState(today);
  const [product, setProduct] = useState(firstProduct(draft));
  const [months, setMonths] = useState(12);
  const [isRenewed, setRenewed] = useState(true);
  const [isDelivered, setDelivered] = useState(true);
  const [day, setDay] = useState<string | null>(null);
  const nowText = useMemo(() => new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS).toISOString(), [now]);

  const body = useMemo(() => {
    const at = `${start}T09:00:00Z`;
    const products = product ? { products: [product] } : {};
    const subjects: Record<SubjectType, object> = {
      sale: { type: 'sale', soldAt: at, ...(isDelivered && { deliveredAt: at }), ...products },
      ticket: { type: 'ticket', openedAt: at, ...ticketFacts(draft), ...products },
      agreement: {
        type: 'agreement',
        startsOn: start,
        term: `P${months}M`,
        autoRenew: isRenewed,
        notice: 'P1M',
        ...products,
      },
    };
    const { zone, ...who } = facts;
    return {
      ...{ now: nowText, subject: subjects[subjectType] },
      ...(customer === null ? { customer: { ...who, textable: true }, zone } : { customer }),
    };
  }, [start, product, isDelivered, draft, months, isRenewed, facts, nowText, subjectType, customer]);
  const [asked] = useDebouncedValue({ body, draft }, DEBOUNCE_MS);
  const isComplete = /^\d{4}-\d{2}-\d{2}$/.test(start) && draft.subject !== undefined;
  const drafted = useQuery({
    ...simulationQuery({ ...asked.body, stored: true, policy: asked.draft }),
    enabled: isComplete,
    placeholderData: keepPreviousData,
  });
  const published = useQuery({
    ...simulationQuery({ ...asked.body, policyKey, version: publishedVersion ?? undefined }),
    enabled: isComplete && publishedVersion !== null,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(
    () => (drafted.data ? compareSimulations(drafted.data, published.data ?? null) : []),
    [drafted.data, published.data],
  );
  const zone = useCustomerZone(customer) ?? facts.zone;
  const shown = day === null ? items : items.filter((item) => item.dueLocal.startsWith(day));
  const changes = items.filter(({ change }) => change !== 'same');

  return (
    <Stack gap="md">
      <div className={classes.fields}>
        <CustomerPicker value={customer} onChange={setCustomer} />
        {customer === null && <FactFields facts={facts} onChange={setFacts} />}
        <TextInput
          label={words(`simulator.start.${subjectType}`)}
          type="date"
          value={start}
          onChange={(event) => setStart(event.currentTarget.value)}
        />
        <TextInput
          label={words('filter.product')}
          value={product}
          onChange={(event) => setProduct(event.currentTarget.value)}
        />
        {subjectType === 'agreement' && (
          <>
            <NumberInput
              label={words('simulator.term')}
              value={months}
              min={1}
              max={120}
              onChange={(value) => setMonths(Number(value) || 12)}
            />
            <Switch
              label={words('simulator.renews')}
              checked={isRenewed}
              onChange={(event) => setRenewed(event.currentTarget.checked)}
            />
          </>
        )}
        {subjectType === 'sale' && (
          <Switch
            label={words('simulator.delivered')}
            checked={isDelivered}
            onChange={(event) => setDelivered(event.currentTarget.checked)}
          />
        )}
      </div>
      {drafted.error ? (
        drafted.error instanceof ProblemError && drafted.error.code === 'policy.invalid' ? (
          <Alert color="orange" title={words('simulator.faults')} role="status">
            {words('simulator.faults.text')}
            <ul>
              {drafted.error.faults.map(({ path, message }) => (
                <li key={path + message}>
                  {path} {message}
                </li>
              ))}
            </ul>
          </Alert>
        ) : (
          <ProblemAlert error={drafted.error} />
        )
      ) : drafted.isPending ? (
        <Skeleton h={420} />
      ) : (
        <>
          <Group gap="xs" role="status">
            <Text size="sm">
              {words('simulator.found', { count: items.filter(({ change }) => change !== 'removed').length })}
            </Text>
            {publishedVersion !== null && (
              <Badge color={changes.length > 0 ? 'orange' : 'gray'}>
                {words('simulator.difference', { count: changes.length, version: publishedVersion })}
              </Badge>
            )}
            {drafted.data.waitingFor.map(({ step, anchor }) => (
              <WaitingBadge key={step} step={step} anchor={anchor} />
            ))}
          </Group>
          <CalendarStrip
            from={nowText.slice(0, 7)}
            items={items}
            zone={zone}
            calendar={draft.calendar}
            selected={day}
            onSelect={(next) => setDay(next === day ? null : next)}
          />
          <ItemList items={shown} zone={zone} />
        </>
      )}
    </Stack>
  );
}

function WaitingBadge({ step, anchor }: { step: string; anchor: string }) {
  const words = useWords();
  const intl = useIntl();
  return (
    <Badge color="gray">
      {words('simulator.waits', { step: stepName(step), anchor: sayValue(anchor, intl) })}
    </Badge>
  );
}

function ItemList({ items, zone }: { items: readonly ComparedItem[]; zone: string }) {
  const words = useWords();
  const intl = useIntl();
  if (items.length === 0) return <Text c="dimmed">{words('simulator.nothing')}</Text>;
  return (
    <Stack
      component="ol"
      gap="sm"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label={words('simulator.list')}
    >
      {items.map((item) => (
        <li key={`${item.step}/${item.occurrence}/${item.change}`}>
          <Group align="start" wrap="nowrap" gap="sm">
            <KindIcon kind={item.kind} />
            <div style={{ minWidth: 0 }}>
              <Group gap={8}>
                <Text fw={600} size="sm" td={item.change === 'removed' ? 'line-through' : undefined}>
                  {stepName(item.step)} {item.occurrence > 1 && `(${item.occurrence})`}
                </Text>
                <Text size="sm" className="numbers">
                  {sayValue(item.dueLocal, intl)}
                </Text>
                {item.sendAt && item.sendAt !== item.dueAt && (
                  <Badge color="blue">
                    {words('simulator.leaves', {
                      at: sayValue(toLocal(Date.parse(item.sendAt), zone), intl),
                    })}
                  </Badge>
                )}
                {item.change !== 'same' && (
                  <Badge color={{ added: 'blue', moved: 'orange', removed: 'red' }[item.change]}>
                    {words(`simulator.${item.change}`, {
                      from: item.wasLocal ? sayValue(item.wasLocal, intl) : '',
                    })}
                  </Badge>
                )}
                {item.state !== 'planned' && item.state !== 'due' && (
                  <Badge color="gray">{sayState(item.state, words)}</Badge>
                )}
              </Group>
              <ReasonTimeline reasons={item.reasons} />
            </div>
          </Group>
        </li>
      ))}
    </Stack>
  );
}

const SAID_STATES = [
  'sent',
  'answered',
  'closed',
  'done',
  'skipped',
  'withdrawn',
  'expired',
  'unreached',
] as const;

function sayState(state: string, words: ReturnType<typeof useWords>): string {
  const known = SAID_STATES.find((one) => one === state);
  return known ? words(`state.${known}`) : state;
}

function CustomerPicker({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const words = useWords();
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, DEBOUNCE_MS);
  const found = useQuery({
    queryKey: ['customers', 'picked from', asked],
    queryFn: async () =>
      (await unwrap(api.GET('/v1/customers', { params: { query: { q: asked || undefined, limit: 20 } } })))
        .items,
    placeholderData: keepPreviousData,
  });
  const known = useQuery({
    queryKey: ['customers', value],
    queryFn: () => unwrap(api.GET('/v1/customers/{id}', { params: { path: { id: value! } } })),
    enabled: value !== null,
  });
  const options = [...(known.data ? [known.data] : []), ...(found.data ?? [])];
  const unique = [
    ...new Map(
      options.map(({ id, name, country }) => [id, { value: id, label: `${name}, ${country}` }]),
    ).values(),
  ];
  return (
    <Select
      label={words('simulator.customer')}
      placeholder={words('simulator.customer.none')}
      data={unique}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words('simulator.customer.clear') }}
      filter={({ options: given }) => given}
      onSearchChange={setQ}
      nothingFoundMessage={words('customer.none')}
    />
  );
}

function useCustomerZone(customer: string | null): string | null {
  const known = useQuery({
    queryKey: ['customers', customer],
    queryFn: () => unwrap(api.GET('/v1/customers/{id}', { params: { path: { id: customer! } } })),
    enabled: customer !== null,
  });
  return customer === null ? null : (known.data?.zone ?? null);
}

interface TypedFacts {
  tier: string;
  type: string;
  country: string;
  language: string;
  zone: string;
}

function FactFields({ facts, onChange }: { facts: TypedFacts; onChange: (facts: TypedFacts) => void }) {
  const words = useWords();
  const put = (field: keyof TypedFacts, value: string | null): void => {
    if (value) onChange({ ...facts, [field]: value });
  };
  return (
    <>
      <Select
        label={words('filter.tier')}
        data={TIERS.map((value) => ({ value, label: words(`tier.${value}`) }))}
        value={facts.tier}
        allowDeselect={false}
        onChange={(value) => put('tier', value)}
      />
      <Select
        label={words('filter.type')}
        data={TYPES.map((value) => ({ value, label: words(`type.${value}`) }))}
        value={facts.type}
        allowDeselect={false}
        onChange={(value) => put('type', value)}
      />
      <TextInput
        label={words('simulator.country')}
        defaultValue={facts.country}
        maxLength={2}
        onBlur={(event) =>
          /^[A-Za-z]{2}$/.test(event.currentTarget.value) &&
          put('country', event.currentTarget.value.toUpperCase())
        }
      />
      <Select
        label={words('simulator.zone')}
        data={Intl.supportedValuesOf('timeZone')}
        value={facts.zone}
        searchable
        limit={50}
        allowDeselect={false}
        onChange={(value) => put('zone', value)}
      />
    </>
  );
}

/** A product code that the policy is for: `boiler-*` is tried with `boiler-1`. */
function firstProduct({ match }: PolicyDraft): string {
  const product = match?.['product'];
  const first = Array.isArray(product) ? product[0] : product;
  return typeof first === 'string' ? first.replaceAll('*', '1') : '';
}

function ticketFacts({ match }: PolicyDraft): object {
  const first = (field: string): string | undefined => {
    const value = match?.[field];
    return Array.isArray(value) ? value[0] : value;
  };
  const [kind, priority] = [first('kind'), first('priority')];
  return { ...(kind && { kind }), ...(priority && { priority }) };
}
