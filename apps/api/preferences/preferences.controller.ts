import { Body, Controller, Get, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Db } from '@aftercare/db/client.js';
import { Public } from '../auth/allow.decorator.js';
import { renderCustomerPage } from '../common/customer-page.js';
import { PageLimitGuard } from '../common/page-limit.guard.js';
import { DB } from '../tokens.js';
import { gonePage, pageLanguage, preferencesPage } from './preferences.page.js';
import {
  type PageQuery,
  type PreferencesForm,
  pageQuerySchema,
  preferencesFormSchema,
  tokenSchema,
} from './preferences.schema.js';
import { PreferencesService } from './preferences.service.js';

/** A customer's own page. Who has the link is let in: it stands in messages to this customer only. */
@ApiExcludeController()
@Controller('p')
@UseGuards(PageLimitGuard)
export class PreferencesController {
  constructor(
    private readonly preferences: PreferencesService,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get(':token')
  @Public()
  async showPreferences(
    @Param('token', { schema: tokenSchema }) token: string,
    @Query({ schema: pageQuerySchema }) { lang, done }: PageQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const customerId = await this.preferences.findCustomer(token);
    if (customerId === null || customerId === 'ended') return this.showGone(response, customerId, lang);
    const found = await this.preferences.read(customerId);
    return renderCustomerPage(response, preferencesPage(found, lang ?? pageLanguage(found.language), done));
  }

  /** Answers with the way back to the page, so that a reload changes nothing twice. */
  @Post(':token')
  @Public()
  async changePreferences(
    @Param('token', { schema: tokenSchema }) token: string,
    @Query({ schema: pageQuerySchema }) { lang }: PageQuery,
    @Body({ schema: preferencesFormSchema }) form: PreferencesForm,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const customerId = await this.preferences.findCustomer(token);
    if (customerId === null || customerId === 'ended') return this.showGone(response, customerId, lang);
    const language = lang ?? 'en';
    if (form.do === 'stop') await this.preferences.stopEverything(customerId, language);
    else await this.preferences.save(customerId, { ...form, pageLanguage: language });
    response.redirect(303, `?done=${form.do === 'stop' ? 'stopped' : 'saved'}`);
    return '';
  }

  private async showGone(
    response: Response,
    found: 'ended' | null,
    lang: string | undefined,
  ): Promise<string> {
    const { name, language } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    return renderCustomerPage(response, gonePage(name, lang ?? language, found === null ? 404 : 410));
  }
}
