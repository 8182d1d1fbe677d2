import { ActionIcon, Anchor, Code, Group, List, Paper, Skeleton, Stack, Tabs, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Facts } from '../components/Facts';
import { ProblemNotice } from '../components/Notice';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type CaughtMail, mailQuery } from './sandbox.api';
import classes from './sandbox.module.css';

/** One mail as its receiver would see it: as a page, as plain text, and where it leads to. */
export function Mail({ number, onClose }: { number: number; onClose: () => void }) {
  const { data: mail, error, isPending, refetch } = useQuery(mailQuery(number));
  if (isPending) return <Skeleton h={480} radius="lg" />;
  if (!mail) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return <MailView mail={mail} onClose={onClose} />;
}

function MailView({ mail, onClose }: { mail: CaughtMail; onClose: () => void }) {
  const words = useWords();
  const times = useTimes();
  const { subject, from, to, receivedAt, html, text, links, unsubscribe } = mail;
  const title = subject || words('mails.no-subject');
  return (
    <Paper component="article" p="md" radius="lg" miw={0}>
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            hiddenFrom="sm"
            aria-label={words('mails.back')}
            onClick={onClose}
          >
            <IconArrowLeft size={20} aria-hidden />
          </ActionIcon>
          <Title order={2} size="h4">
            {title}
          </Title>
        </Group>
        <Facts
          facts={[
            [words('mails.from'), from],
            [words('mails.to'), to.join(', ')],
            [words('mails.received'), times.exact(receivedAt)],
            [words('mails.unsubscribe'), unsubscribe],
          ]}
        />
        <Tabs defaultValue={html === null ? 'text' : 'html'} keepMounted={false}>
          <Tabs.List mb="sm">
            {html !== null && <Tabs.Tab value="html">{words('mails.html')}</Tabs.Tab>}
            <Tabs.Tab value="text">{words('mails.text')}</Tabs.Tab>
            <Tabs.Tab value="links">{words('mails.links', { count: links.length })}</Tabs.Tab>
          </Tabs.List>
          {html !== null && (
            <Tabs.Panel value="html">
              {/* It runs nothing and may only open its links, in a tab of their own. */}
              <iframe
                className={classes.mail}
                title={title}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={withLinksOutside(html)}
              />
            </Tabs.Panel>
          )}
          <Tabs.Panel value="text">
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {text}
            </Code>
          </Tabs.Panel>
          <Tabs.Panel value="links">
            <List size="sm" spacing={4}>
              {links.map((link) => (
                <List.Item key={link}>
                  <Anchor
                    href={link}
                    target="_blank"
                    rel="noreferrer"
                    size="sm"
                    style={{ overflowWrap: 'anywhere' }}
                  >
                    {link}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Paper>
  );
}

function withLinksOutside(html: string): string {
  const base = '<base target="_blank">';
  return /<head>/i.test(html) ? html.replace(/<head>/i, `<head>${base}`) : base + html;
}
