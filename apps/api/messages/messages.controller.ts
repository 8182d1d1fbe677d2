import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type MessageQuery,
  type MessageView,
  messagePageSchema,
  messageQuerySchema,
  messageSchema,
} from './messages.schema.js';
import { MessagesService } from './messages.service.js';

@ApiTags('messages')
@Controller('v1/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: messagePageSchema })
  searchMessages(@Query({ schema: messageQuerySchema }) query: MessageQuery): Promise<Page<MessageView>> {
    return this.messages.search(query);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: messageSchema })
  getMessage(@Param('id', { schema: idSchema }) id: string): Promise<MessageView> {
    return this.messages.get(id);
  }
}
