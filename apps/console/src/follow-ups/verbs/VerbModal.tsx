import { Alert, List, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import type { FollowUp } from '../../api/types';
import { meQuery } from '../../auth/auth.api';
import { useNow } from '../../clock/use-now';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useProblemWords } from '../../components/problem-words';
import { stepName } from '../../components/step-name';
import { useWords } from '../../messages/use-words';
import type { BulkVerb, Carried, Verb, useVerb } from '../follow-ups.api';
import { AssignForm } from './AssignForm';
import { BulkPreview } from './BulkPreview';
import { CompleteForm } from './CompleteForm';
import { OutcomeForm } from './OutcomeForm';
import { SkipForm } from './SkipForm';
import { SnoozeForm } from './SnoozeForm';
import type { VerbFormProps } from './verb-form';
import type { VerbName } from './verb-rules';

const FORMS: Record<VerbName, ComponentType<VerbFormProps>> = {
  complete: CompleteForm,
  outcome: OutcomeForm,
  snooze: SnoozeForm,
  assign: AssignForm,
  skip: SkipForm,
};

export interface Asked {
  verb: VerbName;
  followUps: readonly FollowUp[];
  /** Not only those: all that the board's filters find. */
  filter?: BulkVerb['filter'];
}

interface VerbModalProps {
  asked: Asked;
  doing: ReturnType<typeof useVerb>;
  onClose: () => void;
  /** Called when all of it was done. @param undo names it, where it can be taken back */
  onDone: (verb: VerbName, count: number, undo?: string) => void;
}

/** Asks for what a verb records, does it, and stays open with what was refused. */
export function VerbModal({ asked, doing, onClose, onDone }: VerbModalProps) {
  const { verb, followUps, filter } = asked;
  const words = useWords();
  const now = useNow();
  const { data: me } = useQuery(meQuery);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [bulk, setBulk] = useState<BulkVerb | null>(null);
  const Form = FORMS[verb];
  const [first] = followUps;
  // What was done already is not asked of again when a person tries the rest once more.
  const left = carried ? followUps.filter(({ id }) => !carried.done.includes(id)) : followUps;

  const submit: VerbFormProps['onSubmit'] = (verbFor) => {
    const byId = new Map(left.map((followUp) => [followUp.id, followUp]));
    const asOne = me && mayBulk(me.role) ? asBulk(left, verbFor, filter) : null;
    if (asOne) return setBulk(asOne);
    doing.mutate(
      { ids: [...byId.keys()], verb: (id) => verbFor(byId.get(id)!) },
      {
        onSuccess: (result) => {
          if (result.refused.length === 0) return onDone(verb, followUps.length);
          setCarried({ done: [...(carried?.done ?? []), ...result.done], refused: result.refused });
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={words(`verb.${verb}`)}
      size="md"
    >
      <Stack gap="md">
        {followUps.length === 1 && first ? (
          <Text size="sm" c="dimmed">
            {stepName(first.step)} · {first.customer.name}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {filter ? words('selection.all-chosen') : words('verb.many', { count: left.length })}
          </Text>
        )}
        {carried && <Refusals carried={carried} followUps={followUps} />}
        {bulk ? (
          <BulkPreview
            body={bulk}
            onBack={() => setBulk(null)}
            onDone={({ id, changed, undoUntil }) =>
              onDone(verb, changed, undoUntil === null ? undefined : (id ?? undefined))
            }
          />
        ) : (
          <Form followUps={left} now={now} pending={doing.isPending} onSubmit={submit} onCancel={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

/** The same for all of them: one action that is counted first and can be taken back. Null: each is asked by itself. */
function asBulk(
  followUps: readonly FollowUp[],
  verbFor: (followUp: FollowUp) => Verb,
  filter: Asked['filter'],
): BulkVerb | null {
  const [first, ...others] = followUps.map(verbFor);
  if (!first || first.verb === 'outcome' || (others.length === 0 && !filter)) return null;
  const isSame = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  if (!isSame && !filter) return null;
  const which = filter ? { filter } : { ids: followUps.map(({ id }) => id) };
  return { verb: first.verb, ...first.body, ...which } as BulkVerb;
}

function mayBulk(role: string): boolean {
  return role === 'manager' || role === 'operator' || role === 'admin';
}

function Refusals({
  carried: { done, refused },
  followUps,
}: {
  carried: Carried;
  followUps: readonly FollowUp[];
}) {
  const words = useWords();
  const describe = useProblemWords();
  if (followUps.length === 1) return <ProblemAlert error={refused[0]?.error ?? null} />;
  return (
    <Alert
      color="red"
      role="alert"
      title={words('verb.refused', { done: done.length, refused: refused.length })}
    >
      <List size="sm" spacing={2}>
        {refused.map(({ id, error }) => {
          const { title, detail, faults } = describe(error);
          const who = followUps.find((one) => one.id === id)?.customer.name;
          return (
            <List.Item key={id}>
              {who}: {faults.join('; ') || detail || title}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}
