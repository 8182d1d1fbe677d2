import type { components } from './schema';

/** Names for what the API answers, taken from its own description. */
type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Organisation = Schemas['Organisation'];
export type FollowUp = Schemas['FollowUp'];
/** A follow-up as the board shows it. */
export type BoardItem = Schemas['BoardItem'];
export type BoardView = Schemas['BoardView'];
export type BulkResult = Schemas['BulkResult'];
export type FollowUpDetail = Schemas['FollowUpDetail'];
export type FollowUpState = FollowUp['state'];
export type Kind = FollowUp['kind'];
export type Escalation = Schemas['Escalation'];
export type Ticket = Schemas['TicketItem'];
export type TicketDetail = Schemas['TicketDetail'];
export type TicketClock = Schemas['TicketClock'];
export type Agreement = Schemas['Agreement'];
export type AgreementDetail = Schemas['AgreementDetail'];
export type AgreementCounts = Schemas['AgreementCounts'];
export type RenewalNotice = Schemas['RenewalNotice'];
export type Offer = Schemas['Offer'];
export type QueuedCall = Schemas['QueuedCall'];
export type CallQueue = Schemas['CallQueue'];
export type PlacedCall = Schemas['Call'];
export type ServiceFile = Schemas['ServiceFile'];
export type Customer = Schemas['Customer'];
export type TimelineItem = Schemas['TimelineItem'];
export type Reply = Schemas['InboundMessage'];
export type ReplyDetail = Schemas['InboundMessageDetail'];
/** Why something is as it is: a stable code with the values behind it, and its wording in English. */
export type Reason = FollowUp['reasons'][number];
