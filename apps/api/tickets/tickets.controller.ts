import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type EventView,
  type NewTicketEvent,
  eventSchema,
  newTicketEventSchema,
} from '../subjects/events.schema.js';
import { EventsService } from '../subjects/events.service.js';
import { TicketListService } from './ticket-list.service.js';
import { TicketVerbsService } from './ticket-verbs.service.js';
import {
  type AssignTicket,
  type NewTicket,
  type TicketDetail,
  type TicketItem,
  type TicketQuery,
  type TicketVerbBody,
  type TicketView,
  assignTicketSchema,
  newTicketSchema,
  ticketDetailSchema,
  ticketVerbSchema,
  ticketPageSchema,
  ticketQuerySchema,
  ticketSchema,
} from './tickets.schema.js';
import { TicketsService } from './tickets.service.js';

@ApiTags('tickets')
@Controller('v1/tickets')
export class TicketsController {
  constructor(
    private readonly tickets: TicketsService,
    private readonly list: TicketListService,
    private readonly verbs: TicketVerbsService,
    private readonly events: EventsService,
  ) {}

  @Post()
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: ticketSchema })
  @ApiOkResponse({ standardSchema: ticketSchema, description: 'The same ticket was known already' })
  createTicket(
    @Body({ schema: newTicketSchema }) body: NewTicket,
    @By() actor: Actor,
  ): Promise<Answer<TicketView>> {
    return this.tickets.create(body, actor);
  }

  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: ticketPageSchema })
  searchTickets(@Query({ schema: ticketQuerySchema }) query: TicketQuery): Promise<Page<TicketItem>> {
    return this.list.search(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  getTicket(@Param('id', { schema: idSchema }) id: string): Promise<TicketDetail> {
    return this.verbs.get(id);
  }

  @Post(':id/events')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: eventSchema })
  @ApiOkResponse({ standardSchema: eventSchema, description: 'The same event was known already' })
  addTicketEvent(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newTicketEventSchema }) body: NewTicketEvent,
    @By() actor: Actor,
  ): Promise<Answer<EventView>> {
    return this.events.add({ ticketId: id }, body, actor);
  }

  /** Staff answered the customer: ends the clock of the first response, or of the next reply. */
  @Post(':id/reply')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  replyTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'reply', body, actor);
  }

  /** It waits for the customer: clocks that pause stand still. */
  @Post(':id/wait')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  waitTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'wait', body, actor);
  }

  /** It is worked on again. */
  @Post(':id/resume')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  resumeTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'resume', body, actor);
  }

  /** It is solved; follow-ups that count from the solution are dated. */
  @Post(':id/resolve')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  resolveTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'resolve', body, actor);
  }

  /** It is over, solved or not. */
  @Post(':id/close')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  closeTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'close', body, actor);
  }

  /** It is not solved after all. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  reopenTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: ticketVerbSchema }) body: TicketVerbBody,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.carryOut(id, 'reopen', body, actor);
  }

  /** Gives it to another member of staff. */
  @Post(':id/assign')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: ticketDetailSchema })
  assignTicket(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: assignTicketSchema }) body: AssignTicket,
    @By() actor: Actor,
  ): Promise<TicketDetail> {
    return this.verbs.assign(id, body, actor);
  }
}
