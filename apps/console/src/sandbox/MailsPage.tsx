import { Paper, Skeleton, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { Mail } from './Mail';
import { mailsQuery } from './sandbox.api';
import classes from './sandbox.module.css';
import { SandboxRoom } from './SandboxRoom';

/** The mails that left and that nobody received. */
export function MailsPage() {
  const words = useWords();
  const times = useTimes();
  const { to, mail } = useSearch({ from: '/rooms/sandbox/mail' });
  const navigate = useNavigate({ from: '/sandbox/mail' });
  const mails = useQuery(mailsQuery(to));
  return (
    <SandboxRoom
      title={words('mails.title')}
      tools={
        <SearchField
          label={words('mails.search')}
          value={to}
          onSearch={(text) => void navigate({ search: { to: text || undefined }, replace: true })}
          w={{ base: '100%', xs: 260 }}
        />
      }
    >
      {mails.isPending ? (
        <Skeleton h={480} radius="lg" maw={1180} />
      ) : !mails.data ? (
        <ProblemNotice error={mails.error} onRetry={() => void mails.refetch()} />
      ) : mails.data.length === 0 && mail === undefined ? (
        <Notice icon={IconMail} title={words('mails.none')}>
          {words('mails.none.text')}
        </Notice>
      ) : (
        <div className={classes.page}>
          <Paper
            component="nav"
            radius="lg"
            className={`${classes.list} ${mail === undefined ? '' : classes.chosen}`}
            aria-label={words('mails.title')}
          >
            {mails.data.map(({ number, subject, to: receivers, receivedAt }) => (
              <Link key={number} to="/sandbox/mail" search={{ to, mail: number }} className={classes.entry}>
                <Text size="sm" fw={550} truncate>
                  {subject || words('mails.no-subject')}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {receivers.join(', ')}
                </Text>
                <Text size="xs" c="dimmed">
                  {times.dateTime(receivedAt)}
                </Text>
              </Link>
            ))}
          </Paper>
          {mail === undefined ? (
            <Text size="sm" c="dimmed" p="md" visibleFrom="sm">
              {words('mails.choose')}
            </Text>
          ) : (
            <Mail key={mail} number={mail} onClose={() => void navigate({ search: { to } })} />
          )}
        </div>
      )}
    </SandboxRoom>
  );
}
