import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgreementDetail } from '../api/types';
import { useWords } from '../messages/use-words';
import { type OfferForm, offerTemplatesQuery } from './agreements.api';

const KINDS = ['renewal', 'upgrade'] as const;
const YEARS = [1, 2, 3] as const;
const DAYS = [7, 14, 30] as const;

/** The fields of an offer, and what they come to; null while something is missing. */
export function useOfferFields({ price, currency }: AgreementDetail) {
  const [fields, setFields] = useState({
    kind: 'renewal' as OfferForm['kind'],
    years: '1',
    days: '14',
    price: (price ?? '') as number | string,
    currency: currency ?? 'EUR',
    template: 'renewal-offer' as string | null,
  });
  const { kind, years, days, template } = fields;
  const amount = fields.price === '' ? undefined : Number(fields.price);
  const form: OfferForm | null =
    template === null
      ? null
      : {
          ...{ kind, term: `P${years}Y`, standsFor: `P${days}D`, template },
          ...(amount === undefined ? {} : { price: amount, currency: fields.currency.toUpperCase() }),
        };
  return { fields, setFields, form };
}

/** What is offered, for how long, at which price, and by which text. */
export function OfferFields({ fields, setFields }: ReturnType<typeof useOfferFields>) {
  const words = useWords();
  const { data: templates = [] } = useQuery(offerTemplatesQuery);
  const change = (part: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...part }));
  return (
    <>
      <Select
        label={words('agreement.offer.kind')}
        data={KINDS.map((value) => ({ value, label: words(`offer.kind.${value}`) }))}
        value={fields.kind}
        onChange={(kind) => change({ kind: (kind ?? 'renewal') as OfferForm['kind'] })}
        allowDeselect={false}
        data-autofocus
      />
      <Group grow>
        <Select
          label={words('agreement.offer.term')}
          data={YEARS.map((n) => ({ value: String(n), label: words('agreement.years', { count: n }) }))}
          value={fields.years}
          onChange={(years) => change({ years: years ?? '1' })}
          allowDeselect={false}
        />
        <Select
          label={words('agreement.offer.stands')}
          data={DAYS.map((n) => ({ value: String(n), label: words('agreement.days', { count: n }) }))}
          value={fields.days}
          onChange={(days) => change({ days: days ?? '14' })}
          allowDeselect={false}
        />
      </Group>
      <Group grow>
        <NumberInput
          label={words('agreement.offer.price')}
          min={0}
          decimalScale={2}
          value={fields.price}
          onChange={(price) => change({ price })}
        />
        <TextInput
          label={words('agreement.offer.currency')}
          maxLength={3}
          value={fields.currency}
          onChange={(event) => change({ currency: event.currentTarget.value })}
        />
      </Group>
      <Select
        label={words('agreement.offer.template')}
        data={templates}
        value={fields.template}
        onChange={(template) => change({ template })}
        searchable
      />
    </>
  );
}
