import { Body, Controller, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/allow.decorator.js';
import { idSchema } from '../common/schemas.js';
import { TwilioGuard } from './twilio.guard.js';
import {
  type CallForm,
  type DialedForm,
  type RoundQuery,
  callFormSchema,
  dialedFormSchema,
  roundQuerySchema,
} from './voice.schema.js';
import { VoiceService } from './voice.service.js';

const TWIML = { description: 'TwiML', schema: { type: 'string' } };

/** What Twilio asks and tells of our calls: what is said next, and how far a call has come. */
@ApiTags('webhooks')
@Controller('webhooks/twilio/voice/:callId')
@UseGuards(TwilioGuard)
export class VoiceController {
  constructor(private readonly voice: VoiceService) {}

  @Post('answered')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  answerStaff(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<string> {
    return this.voice.answerStaff(callId, form);
  }

  @Post('confirmed')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  connect(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<string> {
    return this.voice.connect(callId, form);
  }

  @Post('dialed')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  endDial(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: dialedFormSchema }) form: DialedForm,
  ): Promise<string> {
    return this.voice.endDial(callId, form);
  }

  @Post('survey')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  askCustomer(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<string> {
    return this.voice.askCustomer(callId, form);
  }

  @Post('score')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  takeScore(
    @Param('callId', { schema: idSchema }) callId: string,
    @Query({ schema: roundQuerySchema }) query: RoundQuery,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<string> {
    return this.voice.takeScore(callId, query, form);
  }

  @Post('wish')
  @HttpCode(200)
  @Public()
  @Header('Content-Type', 'text/xml')
  @ApiOkResponse(TWIML)
  takeWish(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<string> {
    return this.voice.takeWish(callId, form);
  }

  @Post('leg')
  @HttpCode(204)
  @Public()
  @ApiNoContentResponse()
  recordLeg(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<void> {
    return this.voice.recordReport(callId, 'customer', form);
  }

  @Post('status')
  @HttpCode(204)
  @Public()
  @ApiNoContentResponse()
  recordStatus(
    @Param('callId', { schema: idSchema }) callId: string,
    @Body({ schema: callFormSchema }) form: CallForm,
  ): Promise<void> {
    return this.voice.recordReport(callId, 'first', form);
  }
}
