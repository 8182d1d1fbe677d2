import type { ReactNode } from 'react';
import type { ServiceFile } from '../api/types';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { AssetSection } from './AssetSection';
import { ConsentState } from './ConsentState';
import { CustomerTimeline } from './CustomerTimeline';
import { FileList } from './FileList';
import { Overview } from './Overview';
import { AgreementRow, CallRow, MessageRow, PromiseRow, SaleRow, TicketRow, WorkRow } from './rows';
import { ScoreSection } from './ScoreSection';
import type { FileView } from './sections';
import { TimelineKinds } from './TimelineKinds';

/** The part of the file that the address names. */
export function SectionContent({ file, view }: { file: ServiceFile; view: FileView }): ReactNode {
  const words = useWords();
  const { customer, zone } = file;
  switch (view.section) {
    case undefined:
      return <Overview file={file} />;
    case 'timeline':
      return (
        <Section title={words('timeline.title')}>
          <TimelineKinds customer={customer.id} kind={view.kind} />
          <CustomerTimeline customer={customer.id} zone={zone} kind={view.kind} />
        </Section>
      );
    case 'consent':
      return (
        <Section title={words('consent.title')}>
          <ConsentState customer={customer.id} />
        </Section>
      );
    case 'assets':
      return <AssetSection file={file} />;
    case 'scores':
      return <ScoreSection file={file} />;
    case 'tickets':
      return (
        <FileList title={words('file.section.tickets')} none={words('file.tickets.none')} {...file.tickets}>
          {(ticket) => <TicketRow key={ticket.id} {...{ ticket, zone }} />}
        </FileList>
      );
    case 'promises':
      return (
        <FileList
          title={words('file.section.promises')}
          none={words('file.promises.none')}
          {...file.promises}
        >
          {(promise) => <PromiseRow key={promise.id} {...{ promise, zone }} />}
        </FileList>
      );
    case 'visits':
      return (
        <FileList title={words('file.section.visits')} none={words('file.visits.none')} {...file.visits}>
          {(visit) => <WorkRow key={visit.id} work={visit} />}
        </FileList>
      );
    case 'calls':
      return (
        <FileList title={words('file.section.calls')} none={words('file.calls.none')} {...file.calls}>
          {(call) => <CallRow key={`${call.followUp} ${call.at}`} {...{ call, zone }} />}
        </FileList>
      );
    case 'messages':
      return (
        <FileList
          title={words('file.section.messages')}
          none={words('file.messages.none')}
          {...file.messages}
        >
          {(message) => <MessageRow key={message.id} {...{ message, zone }} />}
        </FileList>
      );
    case 'agreements':
      return (
        <FileList
          title={words('file.section.agreements')}
          none={words('file.agreements.none')}
          {...file.agreements}
        >
          {(agreement) => <AgreementRow key={agreement.id} agreement={agreement} />}
        </FileList>
      );
    case 'sales':
      return (
        <FileList title={words('file.section.sales')} none={words('file.sales.none')} {...file.sales}>
          {(sale) => <SaleRow key={sale.id} {...{ sale, zone }} />}
        </FileList>
      );
  }
}
