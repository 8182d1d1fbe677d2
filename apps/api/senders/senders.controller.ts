import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { senderNumberSchema, senderPageSchema, senderSchema, type SenderView } from './senders.schema.js';
import { SendersService } from './senders.service.js';

@ApiTags('senders')
@Controller('v1/senders')
export class SendersController {
  constructor(private readonly senders: SendersService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: senderPageSchema })
  listSenders(): Promise<Page<SenderView>> {
    return this.senders.list();
  }

  @Post(':number/release')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: senderSchema })
  releaseSender(
    @Param('number', { schema: senderNumberSchema }) number: string,
    @By() actor: Actor,
  ): Promise<SenderView> {
    return this.senders.release(number, actor);
  }
}
