import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import {
  type CaughtMail,
  type CaughtMails,
  type MailsQuery,
  caughtMailSchema,
  caughtMailsSchema,
  mailNumberSchema,
  mailsQuerySchema,
} from './mails.schema.js';
import { MailsService } from './mails.service.js';

/** The mails that nobody received. Exists in sandbox mode only. */
@ApiTags('sandbox')
@Controller('v1/sandbox/mails')
export class MailsController {
  constructor(private readonly mails: MailsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: caughtMailsSchema })
  listMails(@Query({ schema: mailsQuerySchema }) query: MailsQuery): Promise<CaughtMails> {
    return this.mails.list(query);
  }

  @Get(':number')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: caughtMailSchema })
  readMail(@Param('number', { schema: mailNumberSchema }) number: number): Promise<CaughtMail> {
    return this.mails.read(number);
  }
}
