import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../auth/allow.decorator.js';
import { MailGuard } from './mail.guard.js';
import { mailWebhookSchema } from './mail.schema.js';
import { MailService } from './mail.service.js';

const recordedSchema = z.object({ recorded: z.int() }).meta({ id: 'RecordedMailReports' });

/** What became of mails: from a mail provider, or from whatever reads the mailbox that bounces come back to. */
@ApiTags('webhooks')
@Controller('webhooks/mail')
@UseGuards(MailGuard)
export class MailController {
  constructor(private readonly mail: MailService) {}

  /** Answers how many of the reports were new. */
  @Post('bounces')
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ standardSchema: recordedSchema })
  receiveMailReports(@Body({ schema: mailWebhookSchema }) body: unknown): Promise<{ recorded: number }> {
    return this.mail.record(body);
  }
}
