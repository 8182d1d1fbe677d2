import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { ServiceFile } from '../api/types';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { type NewTicket, useOpenTicket } from './customers.api';

const KINDS: readonly NewTicket['kind'][] = ['request', 'incident', 'complaint', 'compliment'];
const PRIORITIES: readonly NewTicket['priority'][] = ['low', 'normal', 'high', 'urgent'];

/** Opens a ticket for the customer at hand, and goes to it. */
export function NewTicketModal({ file, onClose }: { file: ServiceFile; onClose: () => void }) {
  const words = useWords();
  const now = useNow();
  const navigate = useNavigate();
  const opening = useOpenTicket();
  const [subject, setSubject] = useState('');
  const [kind, setKind] = useState<NewTicket['kind']>('request');
  const [priority, setPriority] = useState<NewTicket['priority']>('normal');
  const [product, setProduct] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  // One for the form, opened when it was first sent: sent twice it is still the same ticket.
  const externalId = useRef(`console-${crypto.randomUUID()}`);
  const openedAt = useRef<string | null>(null);
  const products = [
    ...new Map(
      [
        ...file.assets.items.map((asset) => asset.product),
        ...file.sales.items.flatMap((sale) => sale.products),
      ].map(({ code, name }) => [code, { code, name }]),
    ).values(),
  ];
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!subject.trim()) return;
    openedAt.current ??= formatInstant(now);
    const about = products.filter(({ code }) => code === product);
    opening.mutate(
      {
        externalId: externalId.current,
        customer: file.customer.id,
        openedAt: openedAt.current,
        subject: subject.trim(),
        ...{ kind, priority, products: about },
      },
      { onSuccess: ({ id }) => void navigate({ to: '/tickets/$id', params: { id } }) },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={`${words('file.new-ticket')} · ${file.customer.name}`}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <TextInput
            label={words('file.ticket.subject')}
            data-autofocus
            value={subject}
            maxLength={500}
            onChange={(event) => setSubject(event.currentTarget.value)}
            error={isTried && !subject.trim() ? words('file.ticket.subject.missing') : undefined}
          />
          <Group grow>
            <Select
              label={words('fact.kind')}
              allowDeselect={false}
              data={KINDS.map((value) => ({ value, label: words(`ticket.kind.${value}`) }))}
              value={kind}
              onChange={(value) => setKind((value as NewTicket['kind'] | null) ?? kind)}
            />
            <Select
              label={words('ticket.priority')}
              allowDeselect={false}
              data={PRIORITIES.map((value) => ({ value, label: words(`ticket.priority.${value}`) }))}
              value={priority}
              onChange={(value) => setPriority((value as NewTicket['priority'] | null) ?? priority)}
            />
          </Group>
          {products.length > 0 && (
            <Select
              label={words('fact.product')}
              data={products.map(({ code, name }) => ({ value: code, label: name }))}
              value={product}
              onChange={setProduct}
            />
          )}
          <ProblemAlert error={opening.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button type="submit" loading={opening.isPending}>
              {words('file.ticket.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
