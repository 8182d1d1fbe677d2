import { Controller, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/allow.decorator.js';
import { renderCustomerPage } from '../common/customer-page.js';
import { PageLimitGuard } from '../common/page-limit.guard.js';
import { tokenSchema } from './mail.schema.js';
import { UnsubscribeService } from './unsubscribe.service.js';

/**
 * One-click unsubscribing as RFC 8058 has it: a POST does it, whatever its body and without any question or redirect;
 * a GET, which anything that looks at links may send, only asks.
 */
@ApiExcludeController()
@Controller('u')
@UseGuards(PageLimitGuard)
export class UnsubscribeController {
  constructor(private readonly unsubscribe: UnsubscribeService) {}

  @Get(':token')
  @Public()
  async askUnsubscribe(
    @Param('token', { schema: tokenSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.unsubscribe.ask(token));
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  async confirmUnsubscribe(
    @Param('token', { schema: tokenSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.unsubscribe.confirm(token));
  }
}
