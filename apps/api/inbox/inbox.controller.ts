import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type AnsweredView,
  type AnswerPreview,
  type AnswerText,
  answeredSchema,
  answerPreviewSchema,
  answerTextSchema,
} from './answer.schema.js';
import { AnswerService } from './answer.service.js';
import { type InboundDetail, inboundDetailSchema } from './inbox-detail.schema.js';
import { InboxDetailService } from './inbox-detail.service.js';
import {
  type InboxComplaint,
  type InboxCompliment,
  type InboxTicket,
  inboxComplaintSchema,
  inboxComplimentSchema,
  inboxTicketSchema,
} from './inbox-ticket.schema.js';
import { InboxTicketService } from './inbox-ticket.service.js';
import {
  type AssignInbound,
  type InboundCustomer,
  type InboundOptOut,
  type InboundView,
  type InboxQuery,
  type Settle,
  assignInboundSchema,
  inboundCustomerSchema,
  inboundOptOutSchema,
  inboundPageSchema,
  inboundSchema,
  inboxQuerySchema,
  settleSchema,
} from './inbox.schema.js';
import { InboxService } from './inbox.service.js';
import { type LinkInbound, linkInboundSchema } from './link.schema.js';
import { LinkService } from './link.service.js';

@ApiTags('inbox')
@Controller('v1/inbox')
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly details: InboxDetailService,
    private readonly answers: AnswerService,
    private readonly links: LinkService,
    private readonly tickets: InboxTicketService,
  ) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundPageSchema })
  searchInbox(@Query({ schema: inboxQuerySchema }) query: InboxQuery): Promise<Page<InboundView>> {
    return this.inbox.search(query);
  }

  /** With the conversation so far and what it may mean. */
  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundDetailSchema })
  getInboundMessage(@Param('id', { schema: idSchema }) id: string): Promise<InboundDetail> {
    return this.details.get(id);
  }

  /** What an answer would look like, and whether the rules let it leave. Sends nothing. */
  @Post(':id/answer/preview')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: answerPreviewSchema })
  previewInboxAnswer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: answerTextSchema }) body: AnswerText,
  ): Promise<AnswerPreview> {
    return this.answers.preview(id, body);
  }

  /** Sends one text to whoever wrote; the same words again are no second one. */
  @Post(':id/answer')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: answeredSchema })
  answerInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: answerTextSchema }) body: AnswerText,
    @By() actor: Actor,
  ): Promise<AnsweredView> {
    return this.answers.answer(id, body, actor);
  }

  /** Says which question it answers, and how, or to which open ticket it belongs. */
  @Post(':id/link')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  linkInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: linkInboundSchema }) body: LinkInbound,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.links.link(id, body, actor);
  }

  /** Makes a ticket of it, once. */
  @Post(':id/ticket')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  makeTicketOfInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboxTicketSchema }) body: InboxTicket,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.tickets.make(id, body, actor);
  }

  /** Makes a complaint of it, once, with what we promise where we do. */
  @Post(':id/complaint')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  makeComplaintOfInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboxComplaintSchema }) body: InboxComplaint,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.tickets.make(id, { ...body, kind: 'complaint' }, actor);
  }

  /** Makes a compliment of it, once; whoever is praised hears of it. */
  @Post(':id/compliment')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  makeComplimentOfInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboxComplimentSchema }) body: InboxCompliment,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.tickets.make(id, { ...body, kind: 'compliment' }, actor);
  }

  /** They want no more messages: a row of the consent ledger with who read it so, and the words. */
  @Post(':id/opt-out')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  optOutByInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboundOptOutSchema }) body: InboundOptOut,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.inbox.optOut(id, body, actor);
  }

  /** Gives it to a member of staff, or to nobody. */
  @Post(':id/assign')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  assignInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: assignInboundSchema }) body: AssignInbound,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.inbox.assign(id, body, actor);
  }

  /** Says whose text it is. */
  @Post(':id/customer')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  attachInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inboundCustomerSchema }) body: InboundCustomer,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.inbox.attach(id, body, actor);
  }

  /** Nothing more is to be done with it. */
  @Post(':id/settle')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundSchema })
  settleInboundMessage(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: settleSchema }) body: Settle,
    @By() actor: Actor,
  ): Promise<InboundView> {
    return this.inbox.settle(id, body, actor);
  }
}
