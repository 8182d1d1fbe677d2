import { Body, Controller, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/allow.decorator.js';
import { idSchema } from '../common/schemas.js';
import { type InboundForm, type StatusForm, inboundFormSchema, statusFormSchema } from './twilio.schema.js';
import { TwilioGuard } from './twilio.guard.js';
import { TwilioService } from './twilio.service.js';

/** What Twilio tells us. Public, because Twilio has no key of ours; its signature is checked instead. */
@ApiTags('webhooks')
@Controller('webhooks/twilio')
@UseGuards(TwilioGuard)
export class TwilioController {
  constructor(private readonly twilio: TwilioService) {}

  @Post('messages')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse({ description: 'TwiML', schema: { type: 'string' } })
  receiveMessage(@Body({ schema: inboundFormSchema }) form: InboundForm): Promise<string> {
    return this.twilio.receive(form);
  }

  @Post('status/:messageId')
  @HttpCode(204)
  @Public()
  @ApiNoContentResponse()
  receiveStatus(
    @Param('messageId', { schema: idSchema }) messageId: string,
    @Body({ schema: statusFormSchema }) form: StatusForm,
  ): Promise<void> {
    return this.twilio.recordStatus(messageId, form);
  }
}
