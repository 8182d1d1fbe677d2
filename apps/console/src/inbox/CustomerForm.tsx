import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { customersQuery } from '../customers/customers.api';
import { organisationQuery } from '../first-run/first-run.api';
import { LANGUAGES } from '../messages/dictionaries';
import { useWords } from '../messages/use-words';
import { type InboxFormProps, InboxFormFrame } from './InboxForm';

const DELAY_MS = 250;

/** Says whose number it is: a customer we know, or somebody new of whom the name is enough for now. */
export function CustomerForm(form: InboxFormProps) {
  const words = useWords();
  const { reply } = form;
  const { data: organisation } = useQuery(organisationQuery);
  const [isNew, setNew] = useState(false);
  const [q, setQ] = useState('');
  const [searched] = useDebouncedValue(q, DELAY_MS);
  const [known, setKnown] = useState<string | null>(reply.customer?.id ?? reply.candidates[0]?.id ?? null);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<string>();
  const found = useInfiniteQuery(customersQuery(searched === '' ? undefined : searched));
  const people = new Map(
    [...reply.candidates, ...(found.data?.pages.flatMap(({ items }) => items) ?? [])].map((one) => [
      one.id,
      one,
    ]),
  );
  const writes = language ?? organisation?.language ?? 'en';
  const send = (): void => {
    if (!isNew && known) form.act({ verb: 'customer', customer: known });
    if (!isNew) return;
    const { from: phone, id } = reply;
    const country = organisation?.country ?? '';
    const customer = { externalId: `inbox:${id}`, name: name.trim(), phone, language: writes, country };
    form.act({ verb: 'customer', customer });
  };
  return (
    <InboxFormFrame form={form} disabled={isNew ? name.trim() === '' : known === null} onSubmit={send}>
      <SegmentedControl
        fullWidth
        aria-label={words('inbox.verb.customer')}
        data={[
          { value: 'known', label: words('inbox.customer.known') },
          { value: 'new', label: words('inbox.customer.new') },
        ]}
        value={isNew ? 'new' : 'known'}
        onChange={(value) => setNew(value === 'new')}
      />
      {isNew ? (
        <>
          <TextInput
            label={words('inbox.customer.name')}
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={words('inbox.customer.language')}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
            value={writes}
            onChange={(value) => setLanguage(value ?? undefined)}
          />
        </>
      ) : (
        <Select
          label={words('inbox.customer.find')}
          searchable
          data-autofocus
          // The API has searched already, by more than the name.
          filter={({ options }) => options}
          data={[...people.values()].map((one) => ({ value: one.id, label: one.name }))}
          onSearchChange={setQ}
          value={known}
          onChange={setKnown}
        />
      )}
    </InboxFormFrame>
  );
}
