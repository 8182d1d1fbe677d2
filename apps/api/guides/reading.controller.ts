import { Body, Controller, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { Public } from '../auth/allow.decorator.js';
import { renderCustomerPage } from '../common/customer-page.js';
import { PageLimitGuard } from '../common/page-limit.guard.js';
import { helpedFormSchema, openFormSchema, tokenSchema } from './guides.schema.js';
import { ReadingService } from './reading.service.js';

/** Where the link to a guide leads. */
@ApiExcludeController()
@Controller('g')
@UseGuards(PageLimitGuard)
export class ReadingController {
  constructor(private readonly reading: ReadingService) {}

  @Get(':token')
  @Public()
  async land(
    @Param('token', { schema: tokenSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.reading.land(token));
  }

  @Post(':token')
  @HttpCode(200)
  @Public()
  async read(
    @Param('token', { schema: tokenSchema }) token: string,
    @Body({ schema: openFormSchema }) { language }: z.infer<typeof openFormSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.reading.read(token, language));
  }

  @Post(':token/helped')
  @HttpCode(200)
  @Public()
  async answer(
    @Param('token', { schema: tokenSchema }) token: string,
    @Body({ schema: helpedFormSchema }) { helped, language }: z.infer<typeof helpedFormSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.reading.answer(token, helped === 'yes', language));
  }
}
