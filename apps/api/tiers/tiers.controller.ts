import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { type BasedOn, type Document, basedOnSchema, documentSchema } from '../common/versions.js';
import { CustomerTierService } from './customer-tier.service.js';
import { TierReviewsService } from './tier-reviews.service.js';
import { TierRulesService } from './tier-rules.service.js';
import {
  type CustomerTierView,
  type DecideReview,
  type Exclude,
  type Figures,
  type Pin,
  type TierMoveQuery,
  type TierMoveView,
  type TierReviewQuery,
  type TierReviewView,
  type TierRulesView,
  customerTierSchema,
  decideReviewSchema,
  excludeSchema,
  figuresSchema,
  pinSchema,
  tierMovePageSchema,
  tierMoveQuerySchema,
  tierMoveSchema,
  tierReviewPageSchema,
  tierReviewQuerySchema,
  tierReviewSchema,
  tierRulesPageSchema,
  tierRulesSchema,
} from './tiers.schema.js';

@ApiTags('tiers')
@Controller('v1')
export class TiersController {
  constructor(
    private readonly rules: TierRulesService,
    private readonly reviews: TierReviewsService,
    private readonly customers: CustomerTierService,
  ) {}

  @Get('tier-rules')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: tierRulesSchema })
  getTierRules(): Promise<TierRulesView> {
    return this.rules.get();
  }

  @Put('tier-rules')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: tierRulesSchema })
  saveTierRules(
    @Body({ schema: documentSchema }) body: Document,
    @Query({ schema: basedOnSchema }) basedOn: BasedOn,
    @By() actor: Actor,
  ): Promise<TierRulesView> {
    return this.rules.save(body, actor, basedOn);
  }

  @Get('tier-rules/versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: tierRulesPageSchema })
  listTierRulesVersions(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<TierRulesView>> {
    return this.rules.listVersions(query);
  }

  /** Who would move now. Changes no customer; a preview that still waits is superseded. */
  @Post('tier-reviews')
  @Allow('manager')
  @ApiCreatedResponse({ standardSchema: tierReviewSchema })
  createTierReview(@By() actor: Actor): Promise<TierReviewView> {
    return this.reviews.create(actor);
  }

  @Get('tier-reviews')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: tierReviewPageSchema })
  searchTierReviews(
    @Query({ schema: tierReviewQuerySchema }) query: TierReviewQuery,
  ): Promise<Page<TierReviewView>> {
    return this.reviews.search(query);
  }

  @Get('tier-reviews/:id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: tierReviewSchema })
  getTierReview(@Param('id', { schema: idSchema }) id: string): Promise<TierReviewView> {
    return this.reviews.get(id);
  }

  @Get('tier-reviews/:id/moves')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: tierMovePageSchema })
  listTierMoves(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: tierMoveQuerySchema }) query: TierMoveQuery,
  ): Promise<Page<TierMoveView>> {
    return this.reviews.listMoves(id, query);
  }

  @Post('tier-reviews/:id/moves/:move/exclude')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: tierMoveSchema })
  excludeTierMove(
    @Param('id', { schema: idSchema }) id: string,
    @Param('move', { schema: idSchema }) move: string,
    @Body({ schema: excludeSchema }) body: Exclude,
    @By() actor: Actor,
  ): Promise<TierMoveView> {
    return this.reviews.exclude(id, move, body, actor);
  }

  @Post('tier-reviews/:id/approve')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: tierReviewSchema })
  approveTierReview(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideReviewSchema }) body: DecideReview,
    @By() actor: Actor,
  ): Promise<TierReviewView> {
    return this.reviews.approve(id, body, actor);
  }

  @Post('tier-reviews/:id/reject')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: tierReviewSchema })
  rejectTierReview(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideReviewSchema }) body: DecideReview,
    @By() actor: Actor,
  ): Promise<TierReviewView> {
    return this.reviews.reject(id, body, actor);
  }

  @Get('customers/:id/tier')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: customerTierSchema })
  getCustomerTier(@Param('id', { schema: idSchema }) id: string): Promise<CustomerTierView> {
    return this.customers.get(id);
  }

  @Put('customers/:id/figures')
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: customerTierSchema })
  saveCustomerFigures(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: figuresSchema }) body: Figures,
    @By() actor: Actor,
  ): Promise<CustomerTierView> {
    return this.customers.saveFigures(id, body, actor);
  }

  @Put('customers/:id/tier-pin')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: customerTierSchema })
  pinCustomerTier(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: pinSchema }) body: Pin,
    @By() actor: Actor,
  ): Promise<CustomerTierView> {
    return this.customers.pin(id, body, actor);
  }

  @Delete('customers/:id/tier-pin')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: customerTierSchema })
  unpinCustomerTier(
    @Param('id', { schema: idSchema }) id: string,
    @By() actor: Actor,
  ): Promise<CustomerTierView> {
    return this.customers.unpin(id, actor);
  }
}
