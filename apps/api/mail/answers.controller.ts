import { Body, Controller, Get, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/allow.decorator.js';
import { renderCustomerPage } from '../common/customer-page.js';
import { PageLimitGuard } from '../common/page-limit.guard.js';
import { AnswersService } from './answers.service.js';
import { type AnswerForm, answerFormSchema, tokenSchema, valueSchema } from './mail.schema.js';

/** Where the answers in an e-mail lead. Mail servers open links to look at them, so only the button there counts. */
@ApiExcludeController()
@Controller('a')
@UseGuards(PageLimitGuard)
export class AnswersController {
  constructor(private readonly answers: AnswersService) {}

  @Get(':token/:value')
  @Public()
  async showAnswer(
    @Param('token', { schema: tokenSchema }) token: string,
    @Param('value', { schema: valueSchema }) value: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.answers.show(token, value));
  }

  @Post(':token')
  @Public()
  async giveAnswer(
    @Param('token', { schema: tokenSchema }) token: string,
    @Body({ schema: answerFormSchema }) form: AnswerForm,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.answers.answer(token, form));
  }
}
