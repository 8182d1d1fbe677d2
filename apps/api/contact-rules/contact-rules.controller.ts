import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { type BasedOn, type Document, basedOnSchema, documentSchema } from '../common/versions.js';
import {
  type ContactRulesView,
  type SavedContactRulesView,
  contactRulesPageSchema,
  contactRulesSchema,
  savedContactRulesSchema,
} from './contact-rules.schema.js';
import { ContactRulesService } from './contact-rules.service.js';
import {
  type ContactVerdictView,
  type TryContact,
  contactVerdictSchema,
  tryContactSchema,
} from './try.schema.js';
import { TryService } from './try.service.js';

@ApiTags('contact rules')
@Controller('v1/contact-rules')
export class ContactRulesController {
  constructor(
    private readonly contactRules: ContactRulesService,
    private readonly trying: TryService,
  ) {}

  /** "May we text Ana in Vilnius at 20:50 on Sunday?" Sends nothing. */
  @Post('try')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: contactVerdictSchema })
  tryContact(@Body({ schema: tryContactSchema }) body: TryContact): Promise<ContactVerdictView> {
    return this.trying.try(body);
  }

  @Put()
  @Allow('operator')
  @ApiOkResponse({ standardSchema: savedContactRulesSchema })
  saveContactRules(
    @Body({ schema: documentSchema }) body: Document,
    @Query({ schema: basedOnSchema }) basedOn: BasedOn,
    @By() actor: Actor,
  ): Promise<SavedContactRulesView> {
    return this.contactRules.save(body, actor, basedOn);
  }

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: contactRulesSchema })
  getContactRules(): Promise<ContactRulesView> {
    return this.contactRules.get();
  }

  @Get('versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: contactRulesPageSchema })
  listContactRulesVersions(
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<ContactRulesView>> {
    return this.contactRules.listVersions(query);
  }
}
