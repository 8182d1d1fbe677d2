import { useHotkeys } from '@mantine/hooks';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { FollowUp } from '../api/types';
import { useKeysEnabled } from '../board/board-keys';
import { Undoable } from '../board/Undoable';
import { notify, unsay } from '../components/notify';
import { useProblemWords } from '../components/problem-words';
import { type Verb, useUndoOutcome, useVerb } from '../follow-ups/follow-ups.api';
import { useWords } from '../messages/use-words';
import { mayBeTakenBack } from './outcome-keys';

/** Long enough to see a slip; the API takes it back for ten minutes. */
const UNDO_SHOWN_MS = 12_000;
const TOAST = 'call-told';

type Outcome = Extract<Verb, { verb: 'outcome' }>['body'];

interface Telling {
  tell: (followUp: FollowUp, body: Outcome) => void;
  busy: boolean;
  /** Why the last one was not accepted. */
  error: Error | null;
  forgetError: () => void;
}

/**
 * Tells what came of calls. Each can be taken back from its notice or with `z`, as far as that is possible at all.
 * @param onTold when it is stored
 * @param onTakenBack when it waits again
 */
export function useTelling(onTold: (id: string) => void, onTakenBack: (id: string) => void): Telling {
  const words = useWords();
  const describe = useProblemWords();
  const doing = useVerb();
  const undoing = useUndoOutcome();
  const [last, setLast] = useState<string | null>(null);
  const [areKeysOn] = useKeysEnabled();

  const takeBack = (id: string): void => {
    setLast(null);
    unsay(TOAST);
    undoing.mutate(id, {
      onSuccess: () => {
        notify({
          message: words('calls.taken-back'),
          color: 'pine',
          closeButtonProps: { 'aria-label': words('action.close') },
        });
        onTakenBack(id);
      },
      onError: (error) => {
        const { title, detail } = describe(error);
        notify({ color: 'red', title, message: detail });
      },
    });
  };
  useHotkeys(areKeysOn && last !== null ? [['z', () => takeBack(last)]] : []);

  const tell = (followUp: FollowUp, body: Outcome): void =>
    doing.mutate(
      { ids: [followUp.id], verb: () => ({ verb: 'outcome', body }) },
      {
        onSuccess: ({ done }) => {
          if (done.length === 0) return;
          const isSlip = mayBeTakenBack(body.outcome, body.score ?? null);
          setLast(isSlip ? followUp.id : null);
          const text = `${followUp.customer.name}: ${words(`outcome.${body.outcome}`)}`;
          // One place for all of them: the next call is not covered by what is over.
          unsay(TOAST);
          notify({
            id: TOAST,
            message: isSlip ? <Undoable text={text} onUndo={() => takeBack(followUp.id)} /> : text,
            icon: <IconCircleCheck size={20} />,
            color: 'pine',
            closeButtonProps: { 'aria-label': words('action.close') },
            autoClose: isSlip ? UNDO_SHOWN_MS : undefined,
          });
          onTold(followUp.id);
        },
      },
    );
  return {
    tell,
    busy: doing.isPending || undoing.isPending,
    error: doing.data?.refused[0]?.error ?? null,
    forgetError: doing.reset,
  };
}
