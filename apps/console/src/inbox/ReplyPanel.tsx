import { Alert, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, Suspense, lazy } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { useTell } from '../components/use-tell';
import { useWords } from '../messages/use-words';
import { AnswerBox } from './AnswerBox';
import { Conversation } from './Conversation';
import { type InboxAct, replyQuery, useInboxAct } from './inbox.api';
import classes from './inbox.module.css';
import type { AskedVerb } from './InboxForm';
import { InboxVerbs } from './InboxVerbs';
import { Meaning } from './Meaning';
import { ReplyHead } from './ReplyHead';
import { ReplyHistory } from './ReplyHistory';

// Forms bring a date picker with them, which reading does not need.
const InboxForm = lazy(() => import('./InboxForm').then(({ InboxForm }) => ({ default: InboxForm })));

interface ReplyPanelProps {
  id: string;
  /** Whose form is open. */
  asked: AskedVerb | null;
  answer: RefObject<HTMLTextAreaElement | null>;
  meaning: RefObject<HTMLDivElement | null>;
  isNarrow: boolean;
  onAsk: (verb: AskedVerb | null) => void;
  onSettled: () => void;
  onBack: () => void;
}

/** One text: the conversation it stands in, what it may mean, what can be done with it. */
export function ReplyPanel({ id, asked, answer, meaning, isNarrow, ...on }: ReplyPanelProps) {
  const words = useWords();
  const { data: reply, isPending, error, refetch } = useQuery(replyQuery(id));
  const doing = useInboxAct(id);
  const tell = useTell();
  if (isPending)
    return (
      <div className={classes.panel}>
        <Skeleton h={60} radius="lg" className={classes.head} />
        <Skeleton h={320} radius="lg" />
        <Skeleton h={220} radius="lg" />
      </div>
    );
  if (!reply) return <ProblemNotice error={error!} onRetry={() => void refetch()} />;

  const act = (what: InboxAct): void =>
    doing.mutate(what, {
      onSuccess: () => {
        tell(words(`inbox.done.${what.verb}`));
        on.onAsk(null);
        if (what.verb === 'settle') on.onSettled();
      },
    });
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <ReplyHead reply={reply} onBack={isNarrow ? on.onBack : undefined} />
        {asked === null && <ProblemAlert error={doing.error} />}
        {reply.media > 0 && (
          <Alert mt="xs" p="xs" color="gray">
            {words('inbox.media', { count: reply.media })}
          </Alert>
        )}
      </div>
      <div className={classes.main}>
        <Section title={words('inbox.conversation')}>
          <Conversation reply={reply} />
        </Section>
        <div className={classes.answer}>
          <AnswerBox key={reply.customer?.id} reply={reply} box={answer} />
        </div>
      </div>
      <div className={classes.beside}>
        <div ref={meaning}>
          <Meaning
            reply={reply}
            pending={doing.isPending}
            onLink={(link) => act({ verb: 'link', ...link })}
          />
        </div>
        <Stack className={classes.verbs}>
          <InboxVerbs reply={reply} onAsk={on.onAsk} />
          <ReplyHistory reply={reply} />
        </Stack>
      </div>
      {asked && (
        <Suspense>
          <InboxForm
            {...{ reply, act }}
            verb={asked}
            pending={doing.isPending}
            error={doing.error}
            onClose={() => {
              doing.reset();
              on.onAsk(null);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
