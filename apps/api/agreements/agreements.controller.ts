import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type EventView,
  type NewAgreementEvent,
  eventSchema,
  newAgreementEventSchema,
} from '../subjects/events.schema.js';
import { EventsService } from '../subjects/events.service.js';
import {
  type AgreementDetail,
  type AgreementVerbBody,
  type NewOffer,
  type NoticesView,
  type OfferView,
  type Renew,
  agreementDetailSchema,
  agreementVerbSchema,
  newOfferSchema,
  noticesSchema,
  offerSchema,
  renewSchema,
} from './agreement-detail.schema.js';
import { AgreementListService } from './agreement-list.service.js';
import { AgreementVerbsService } from './agreement-verbs.service.js';
import {
  type AgreementCounts,
  type NewAgreement,
  type AgreementQuery,
  type AgreementView,
  agreementCountsSchema,
  newAgreementSchema,
  agreementPageSchema,
  agreementQuerySchema,
  agreementSchema,
} from './agreements.schema.js';
import { AgreementsService } from './agreements.service.js';
import { NoticesService } from './notices.service.js';
import { OffersService } from './offers.service.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly list: AgreementListService,
    private readonly verbs: AgreementVerbsService,
    private readonly notices: NoticesService,
    private readonly offers: OffersService,
    private readonly events: EventsService,
  ) {}

  @Post()
  @Allow('intake')
  @ApiCreatedResponse({ standardSchema: agreementSchema })
  @ApiOkResponse({ standardSchema: agreementSchema, description: 'The same agreement was known already' })
  createAgreement(
    @Body({ schema: newAgreementSchema }) body: NewAgreement,
    @By() actor: Actor,
  ): Promise<Answer<AgreementView>> {
    return this.agreements.create(body, actor);
  }

  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: agreementPageSchema })
  searchAgreements(
    @Query({ schema: agreementQuerySchema }) query: AgreementQuery,
  ): Promise<Page<AgreementView>> {
    return this.list.search(query);
  }

  /** How many agreements there are by expiry; takes the filters of the list. */
  @Get('counts')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: agreementCountsSchema })
  countAgreements(@Query({ schema: agreementQuerySchema }) query: AgreementQuery): Promise<AgreementCounts> {
    return this.list.counts(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: agreementDetailSchema })
  getAgreement(@Param('id', { schema: idSchema }) id: string): Promise<AgreementDetail> {
    return this.verbs.get(id);
  }

  /** The announcements of renewals that it owes, by law or by contract, with the proof of each. */
  @Get(':id/notices')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: noticesSchema })
  listNotices(@Param('id', { schema: idSchema }) id: string): Promise<NoticesView> {
    return this.notices.list(id);
  }

  @Post(':id/renew')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: agreementDetailSchema })
  renewAgreement(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: renewSchema }) body: Renew,
    @By() actor: Actor,
  ): Promise<AgreementDetail> {
    return this.verbs.renew(id, body, actor);
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: agreementDetailSchema })
  suspendAgreement(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: agreementVerbSchema }) body: AgreementVerbBody,
    @By() actor: Actor,
  ): Promise<AgreementDetail> {
    return this.verbs.carryOut(id, 'suspend', body, actor);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: agreementDetailSchema })
  resumeAgreement(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: agreementVerbSchema }) body: AgreementVerbBody,
    @By() actor: Actor,
  ): Promise<AgreementDetail> {
    return this.verbs.carryOut(id, 'resume', body, actor);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: agreementDetailSchema })
  cancelAgreement(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: agreementVerbSchema }) body: AgreementVerbBody,
    @By() actor: Actor,
  ): Promise<AgreementDetail> {
    return this.verbs.carryOut(id, 'cancel', body, actor);
  }

  /** Offers another term or other terms by text, as service or as marketing by the purpose of its template. */
  @Post(':id/offers')
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: offerSchema })
  makeOffer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newOfferSchema }) body: NewOffer,
    @By() actor: Actor,
  ): Promise<OfferView> {
    return this.offers.make(id, body, actor);
  }

  @Post(':id/events')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: eventSchema })
  @ApiOkResponse({ standardSchema: eventSchema, description: 'The same event was known already' })
  addAgreementEvent(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newAgreementEventSchema }) body: NewAgreementEvent,
    @By() actor: Actor,
  ): Promise<Answer<EventView>> {
    return this.events.add({ agreementId: id }, body, actor);
  }
}
