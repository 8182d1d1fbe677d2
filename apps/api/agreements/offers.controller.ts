import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type DecideOffer,
  type OfferQuery,
  type OfferView,
  type RemindLater,
  decideOfferSchema,
  offerPageSchema,
  offerQuerySchema,
  offerSchema,
  remindLaterSchema,
} from './agreement-detail.schema.js';
import { OffersService } from './offers.service.js';

@ApiTags('agreements')
@Controller('v1/offers')
export class OffersController {
  constructor(private readonly offers: OffersService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: offerPageSchema })
  searchOffers(@Query({ schema: offerQuerySchema }) query: OfferQuery): Promise<Page<OfferView>> {
    return this.offers.search(query);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: offerSchema })
  getOffer(@Param('id', { schema: idSchema }) id: string): Promise<OfferView> {
    return this.offers.get(id);
  }

  /** The customer told a person that they accept it. */
  @Post(':id/accept')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: offerSchema })
  acceptOffer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideOfferSchema }) body: DecideOffer,
    @By() actor: Actor,
  ): Promise<OfferView> {
    return this.offers.decide(id, 'yes', body, actor);
  }

  /** The customer told a person that they do not want it. */
  @Post(':id/decline')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: offerSchema })
  declineOffer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideOfferSchema }) body: DecideOffer,
    @By() actor: Actor,
  ): Promise<OfferView> {
    return this.offers.decide(id, 'no', body, actor);
  }

  /** The customer wants to be reminded later. */
  @Post(':id/remind-later')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: offerSchema })
  putOffOffer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: remindLaterSchema }) body: RemindLater,
    @By() actor: Actor,
  ): Promise<OfferView> {
    return this.offers.remindLater(id, body, actor);
  }
}
