import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
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
import {
  type NewTicket,
  type TicketQuery,
  type TicketView,
  newTicketSchema,
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
    private readonly events: EventsService,
  ) {}

  @Post()
  @Allow('intake')
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
  searchTickets(@Query({ schema: ticketQuerySchema }) query: TicketQuery): Promise<Page<TicketView>> {
    return this.tickets.search(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: ticketSchema })
  getTicket(@Param('id', { schema: idSchema }) id: string): Promise<TicketView> {
    return this.tickets.get(id);
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
}
