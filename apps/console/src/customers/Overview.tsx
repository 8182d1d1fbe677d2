import { Grid, Stack } from '@mantine/core';
import type { ServiceFile } from '../api/types';
import { useNow } from '../clock/use-now';
import { Section } from '../components/Section';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ConsentState } from './ConsentState';
import { CustomerTimeline } from './CustomerTimeline';
import { FileList } from './FileList';
import { FileRow } from './FileRow';
import { PlanList } from './PlanList';
import { PromiseRow, TicketRow, WorkRow } from './rows';

const SHOWN = 5;

/** What stands open with a customer, what comes next, and what happened last. */
export function Overview({ file }: { file: ServiceFile }) {
  const words = useWords();
  const { customer, zone, work, tickets, promises, escalations } = file;
  const open = tickets.items.filter(({ state }) => state === 'open' || state === 'waiting');
  const made = promises.items.filter(({ state }) => state === 'open' || state === 'broken');
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="md">
          <Escalated escalations={escalations} zone={zone} />
          <FileList title={words('file.promises.open')} items={made}>
            {(promise) => <PromiseRow key={promise.id} {...{ promise, zone }} />}
          </FileList>
          <FileList title={words('calls.tickets')} items={open}>
            {(ticket) => <TicketRow key={ticket.id} {...{ ticket, zone }} />}
          </FileList>
          <FileList
            title={words('file.work')}
            none={words('file.work.none')}
            items={work.items.slice(0, SHOWN)}
            total={work.total}
          >
            {(one) => <WorkRow key={one.id} work={one} />}
          </FileList>
          <Section title={words('consent.title')}>
            <ConsentState customer={customer.id} />
          </Section>
          <Section title={words('plan.title')}>
            <PlanList customer={customer.id} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Section title={words('timeline.title')}>
          <CustomerTimeline customer={customer.id} zone={zone} />
        </Section>
      </Grid.Col>
    </Grid>
  );
}

function Escalated({ escalations, zone }: { escalations: ServiceFile['escalations']; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  return (
    <FileList title={words('room.escalations')} items={escalations.items}>
      {({ id, of, comment, at, dueAt, state, followUp }) => {
        const name = stepName(of.slice(of.indexOf(':') + 1));
        return (
          <FileRow
            key={id}
            title={
              followUp ? (
                <TextLink to="/follow-ups/$id" params={{ id: followUp }} inherit c="inherit">
                  {name}
                </TextLink>
              ) : (
                name
              )
            }
            badge={{ text: words(`escalation.state.${state}`), colour: state === 'open' ? 'red' : 'orange' }}
            detail={comment && `“${comment}”`}
            facts={[
              times.dateTime(at, zone),
              dueAt !== null &&
                Date.parse(dueAt) > now &&
                words('plan.next', { at: times.dateTime(dueAt, zone) }),
            ]}
          />
        );
      }}
    </FileList>
  );
}
