import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { CallQueueService } from './call-queue.service.js';
import {
  type CallQuery,
  type CallQueueView,
  type CallView,
  type PlaceCall,
  type QueueQuery,
  callPageSchema,
  callQuerySchema,
  callSchema,
  placeCallSchema,
  queueQuerySchema,
  queueSchema,
} from './calls.schema.js';
import { CallsService } from './calls.service.js';

@ApiTags('calls')
@Controller('v1/calls')
export class CallsController {
  constructor(
    private readonly calls: CallsService,
    private readonly queue: CallQueueService,
  ) {}

  /** Connects a member of staff with the customer of a call follow-up: their own telephone rings first. */
  @Post()
  @HttpCode(201)
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: callSchema })
  placeCall(@Body({ schema: placeCallSchema }) body: PlaceCall, @By() actor: Actor): Promise<CallView> {
    return this.calls.place(body, actor);
  }

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: callPageSchema })
  searchCalls(@Query({ schema: callQuerySchema }) query: CallQuery): Promise<Page<CallView>> {
    return this.calls.search(query);
  }

  /** The calls that are to be made now, the best next one first. */
  @Get('queue')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: queueSchema })
  getCallQueue(
    @Query({ schema: queueQuerySchema }) query: QueueQuery,
    @By() actor: Actor,
  ): Promise<CallQueueView> {
    return this.queue.read(query, actor);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: callSchema })
  getCall(@Param('id', { schema: idSchema }) id: string): Promise<CallView> {
    return this.calls.get(id);
  }
}
