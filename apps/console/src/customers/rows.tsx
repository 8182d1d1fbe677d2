import type { ServiceFile } from '../api/types';
import { AGREEMENT_COLOURS } from '../agreements/agreement-colours';
import { noonOf } from '../agreements/local-dates';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { sayOutcome } from '../follow-ups/outcome-words';
import { colourOfMessage, sayMessageState } from '../follow-ups/message-words';
import { useWords } from '../messages/use-words';
import { TICKET_COLOURS } from '../tickets/ticket-colours';
import { FileRow } from './FileRow';

type ItemOf<List extends { items: readonly unknown[] }> = List['items'][number];

const PROMISE_COLOURS = { open: 'pine', broken: 'red', kept: 'teal', withdrawn: 'gray' } as const;

export function TicketRow({ ticket, zone }: { ticket: ItemOf<ServiceFile['tickets']>; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const { id, subject, state, kind, openedAt, products } = ticket;
  return (
    <FileRow
      title={
        <TextLink to="/tickets/$id" params={{ id }} inherit c="inherit">
          {subject}
        </TextLink>
      }
      badge={{ text: words(`ticket.state.${state}`), colour: TICKET_COLOURS[state] }}
      facts={[words(`ticket.kind.${kind}`), times.dateTime(openedAt, zone), products[0]?.name]}
    />
  );
}

export function PromiseRow({ promise, zone }: { promise: ItemOf<ServiceFile['promises']>; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const { id, text, state, dueAt, owner } = promise;
  return (
    <FileRow
      title={
        <TextLink to="/follow-ups/$id" params={{ id }} inherit c="inherit">
          {text}
        </TextLink>
      }
      badge={{ text: words(`promise.state.${state}`), colour: PROMISE_COLOURS[state] }}
      facts={[words('promise.by', { at: times.dateTime(dueAt, zone) }), owner?.name]}
    />
  );
}

/** A visit, or anything else that is to be done. */
export function WorkRow({ work }: { work: ItemOf<ServiceFile['work']> }) {
  const words = useWords();
  const times = useTimes();
  const { id, step, kind, state, overdue, dueAt, zone, product, owner } = work;
  return (
    <FileRow
      title={
        <TextLink to="/follow-ups/$id" params={{ id }} inherit c="inherit">
          {stepName(step)}
        </TextLink>
      }
      badge={{
        text: words(overdue ? 'state.overdue' : `state.${state}`),
        colour: overdue ? 'red' : state === 'due' ? 'pine' : 'gray',
      }}
      facts={[words(`kind.${kind}`), times.dateTime(dueAt, zone), product, owner?.name]}
    />
  );
}

export function CallRow({ call, zone }: { call: ItemOf<ServiceFile['calls']>; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const { followUp, step, at, outcome, comment, callBackAt } = call;
  return (
    <FileRow
      title={
        <TextLink to="/follow-ups/$id" params={{ id: followUp }} inherit c="inherit">
          {stepName(step)}
        </TextLink>
      }
      badge={{ text: sayOutcome(outcome, words), colour: outcome === 'reached' ? 'teal' : 'gray' }}
      detail={comment && `“${comment}”`}
      facts={[
        times.dateTime(at, zone),
        callBackAt && `${words('outcome.call-back-at')} ${times.dateTime(callBackAt, zone)}`,
      ]}
    />
  );
}

export function MessageRow({ message, zone }: { message: ItemOf<ServiceFile['messages']>; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const { state, channel, template, subject, body, sendAt, followUp } = message;
  const name = subject ?? stepName(template);
  return (
    <FileRow
      title={
        followUp ? (
          <TextLink to="/follow-ups/$id" params={{ id: followUp }} inherit c="inherit">
            {name}
          </TextLink>
        ) : (
          name
        )
      }
      badge={{ text: sayMessageState(state, words), colour: colourOfMessage(state) }}
      detail={body}
      facts={[words(`channel.${channel as 'sms'}`), times.dateTime(sendAt, zone)]}
    />
  );
}

export function AgreementRow({ agreement }: { agreement: ItemOf<ServiceFile['agreements']> }) {
  const words = useWords();
  const times = useTimes();
  const { id, externalId, state, startsOn, currentEndsOn } = agreement;
  return (
    <FileRow
      title={
        <TextLink to="/agreements/$id" params={{ id }} inherit c="inherit">
          {externalId}
        </TextLink>
      }
      badge={{ text: words(`agreement.state.${state}`), colour: AGREEMENT_COLOURS[state] }}
      facts={[`${times.date(noonOf(startsOn), 'UTC')} – ${times.date(noonOf(currentEndsOn), 'UTC')}`]}
    />
  );
}

export function SaleRow({ sale, zone }: { sale: ItemOf<ServiceFile['sales']>; zone: string }) {
  const words = useWords();
  const times = useTimes();
  const { externalId, products, soldAt, deliveredAt, warrantyEndsOn, amount, currency } = sale;
  return (
    <FileRow
      title={products.map(({ name, quantity }) => (quantity ? `${quantity} × ${name}` : name)).join(', ')}
      facts={[
        externalId,
        times.date(soldAt, zone),
        deliveredAt && words('file.delivered', { at: times.date(deliveredAt, zone) }),
        warrantyEndsOn && words('file.warranty', { at: times.date(noonOf(warrantyEndsOn), 'UTC') }),
        amount !== null && `${amount} ${currency ?? ''}`,
      ]}
    />
  );
}
