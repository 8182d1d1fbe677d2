import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type InboundView,
  type InboxQuery,
  type Settle,
  inboundPageSchema,
  inboundSchema,
  inboxQuerySchema,
  settleSchema,
} from './inbox.schema.js';
import { InboxService } from './inbox.service.js';

@ApiTags('inbox')
@Controller('v1/inbox')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: inboundPageSchema })
  searchInbox(@Query({ schema: inboxQuerySchema }) query: InboxQuery): Promise<Page<InboundView>> {
    return this.inbox.search(query);
  }

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
