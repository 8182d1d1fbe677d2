import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyDetail } from '../api/types';
import { meQuery } from '../auth/auth.api';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { LocalDateTimeField } from '../follow-ups/verbs/LocalDateTimeField';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { CustomerForm } from './CustomerForm';
import type { InboxAct } from './inbox.api';

/** Verbs that ask something first. */
export type AskedVerb = Exclude<InboxAct['verb'], 'link'>;

export interface InboxFormProps {
  reply: ReplyDetail;
  verb: AskedVerb;
  pending: boolean;
  error: Error | null;
  act: (act: InboxAct) => void;
  onClose: () => void;
}

/** What has to be known before a verb is carried out; most of it has an answer already. */
export function InboxForm(props: InboxFormProps) {
  const words = useWords();
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={words(`inbox.verb.${props.verb}`)}
    >
      <Stack gap="md">
        <ProblemAlert error={props.error} />
        <Text size="sm" c="dimmed" lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
          “{props.reply.body}”
        </Text>
        <Form {...props} />
      </Stack>
    </Modal>
  );
}

function Form(props: InboxFormProps) {
  switch (props.verb) {
    case 'ticket':
    case 'complaint':
    case 'compliment':
      return <TicketForm {...props} kind={props.verb} />;
    case 'opt-out':
      return <OptOutForm {...props} />;
    case 'assign':
      return <AssignForm {...props} />;
    case 'customer':
      return <CustomerForm {...props} />;
    case 'settle':
      return <SettleForm {...props} />;
  }
}

interface FrameProps {
  form: InboxFormProps;
  disabled?: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

export function InboxFormFrame({
  form: { verb, pending, onClose },
  disabled,
  onSubmit,
  children,
}: FrameProps) {
  const words = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {words('action.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={disabled}>
            {words(`inbox.verb.${verb}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const READERS_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function TicketForm({ kind, ...form }: InboxFormProps & { kind: 'ticket' | 'complaint' | 'compliment' }) {
  const words = useWords();
  const now = useNow();
  const { data: me } = useQuery(meQuery);
  const [subject, setSubject] = useState(form.reply.body.trim().slice(0, 500));
  const [chosen, setOwner] = useState<string | null>();
  const [praised, setPraised] = useState<string | null>(null);
  const [promise, setPromise] = useState('');
  const [dueAt, setDueAt] = useState<number | null>(null);
  const owner = chosen === undefined ? (form.reply.owner?.id ?? me?.staffId ?? null) : chosen;
  const promises = promise.trim() !== '';
  return (
    <InboxFormFrame
      form={form}
      disabled={promises && dueAt === null}
      onSubmit={() =>
        form.act({
          verb: kind,
          body: {
            ...(subject.trim() !== '' && { subject: subject.trim() }),
            ...(owner && { owner }),
            ...(praised && { praised }),
            ...(promises &&
              dueAt !== null && { promise: { text: promise.trim(), dueAt: formatInstant(dueAt) } }),
          },
        })
      }
    >
      <Textarea
        label={words('inbox.subject')}
        autosize
        minRows={1}
        maxLength={500}
        data-autofocus
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      {kind === 'compliment' && (
        <StaffSelect label={words('inbox.praised')} clearable value={praised} onChange={setPraised} />
      )}
      <StaffSelect label={words('inbox.owner.label')} clearable value={owner} onChange={setOwner} />
      {kind === 'complaint' && (
        <>
          <Textarea
            label={words('inbox.promise')}
            autosize
            minRows={1}
            maxLength={1_000}
            value={promise}
            onChange={(event) => setPromise(event.currentTarget.value)}
          />
          {promises && (
            <LocalDateTimeField
              label={words('inbox.promise.due')}
              zone={READERS_ZONE}
              notBefore={now}
              value={dueAt}
              onChange={setDueAt}
            />
          )}
        </>
      )}
    </InboxFormFrame>
  );
}

const PURPOSES = ['all', 'survey', 'marketing', 'service'] as const;

function OptOutForm(form: InboxFormProps) {
  const words = useWords();
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>('all');
  return (
    <InboxFormFrame form={form} onSubmit={() => form.act({ verb: 'opt-out', purpose })}>
      <SegmentedControl
        fullWidth
        aria-label={words('inbox.opt-out.purpose')}
        data={PURPOSES.map((value) => ({ value, label: words(`inbox.opt-out.${value}`) }))}
        value={purpose}
        onChange={(value) => setPurpose(value as typeof purpose)}
      />
      <Text size="sm">{words('inbox.opt-out.text')}</Text>
    </InboxFormFrame>
  );
}

function AssignForm(form: InboxFormProps) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const [owner, setOwner] = useState<string | null>(form.reply.owner?.id ?? me?.staffId ?? null);
  return (
    <InboxFormFrame form={form} onSubmit={() => form.act({ verb: 'assign', owner })}>
      <StaffSelect
        label={words('inbox.owner')}
        placeholder={words('inbox.owner.nobody')}
        clearable
        data-autofocus
        value={owner}
        onChange={setOwner}
      />
    </InboxFormFrame>
  );
}

function SettleForm(form: InboxFormProps) {
  const words = useWords();
  const [comment, setComment] = useState('');
  return (
    <InboxFormFrame
      form={form}
      onSubmit={() => form.act({ verb: 'settle', comment: comment.trim() || undefined })}
    >
      <Textarea
        label={words('inbox.note')}
        autosize
        minRows={2}
        data-autofocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </InboxFormFrame>
  );
}
