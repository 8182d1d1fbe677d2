import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { ChecklistsService } from './checklists.service.js';
import { ReviewsService } from './reviews.service.js';
import {
  type ChecklistView,
  type CompleteReview,
  type Drawn,
  type FindingQuery,
  type FindingView,
  type NewChecklist,
  type ReviewQuery,
  type ReviewView,
  type Rules,
  type RulesView,
  type Sample,
  type WorkKind,
  checklistSchema,
  checklistViewSchema,
  completeReviewSchema,
  drawnSchema,
  findingPageSchema,
  findingQuerySchema,
  reviewPageSchema,
  reviewQuerySchema,
  reviewSchema,
  rulesSchema,
  rulesViewSchema,
  sampleSchema,
  workKindSchema,
} from './supervision.schema.js';
import { SupervisionService } from './supervision.service.js';

@ApiTags('supervision')
@Controller('v1')
export class SupervisionController {
  constructor(
    private readonly supervision: SupervisionService,
    private readonly checklists: ChecklistsService,
    private readonly reviews: ReviewsService,
  ) {}

  @Get('supervision/rules')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: rulesViewSchema })
  getSupervisionRules(): Promise<RulesView> {
    return this.supervision.rules();
  }

  @Put('supervision/rules')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: rulesViewSchema })
  saveSupervisionRules(@Body({ schema: rulesSchema }) body: Rules, @By() actor: Actor): Promise<RulesView> {
    return this.supervision.saveRules(body, actor);
  }

  /** Draws a month's sample before its time. With `dryRun` it is only said what would be drawn. */
  @Post('supervision/samples')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: drawnSchema })
  drawSample(@Body({ schema: sampleSchema }) body: Sample, @By() actor: Actor): Promise<Drawn> {
    return this.supervision.draw(body, actor);
  }

  @Get('supervision/checklists/:kind')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: checklistViewSchema })
  getChecklist(@Param('kind', { schema: workKindSchema }) kind: WorkKind): Promise<ChecklistView> {
    return this.checklists.get(kind);
  }

  @Put('supervision/checklists/:kind')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: checklistViewSchema })
  saveChecklist(
    @Param('kind', { schema: workKindSchema }) kind: WorkKind,
    @Body({ schema: checklistSchema }) body: NewChecklist,
    @By() actor: Actor,
  ): Promise<ChecklistView> {
    return this.checklists.save(kind, body, actor);
  }

  @Get('reviews')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: reviewPageSchema })
  searchReviews(
    @Query({ schema: reviewQuerySchema }) query: ReviewQuery,
    @By() actor: Actor,
  ): Promise<Page<ReviewView>> {
    return this.reviews.search(query, actor);
  }

  @Get('reviews/:id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: reviewSchema })
  getReview(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<ReviewView> {
    return this.reviews.get(id, actor);
  }

  @Post('reviews/:id/complete')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: reviewSchema })
  completeReview(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: completeReviewSchema }) body: CompleteReview,
    @By() actor: Actor,
  ): Promise<ReviewView> {
    return this.reviews.complete(id, body, actor);
  }

  @Get('findings')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: findingPageSchema })
  searchFindings(
    @Query({ schema: findingQuerySchema }) query: FindingQuery,
    @By() actor: Actor,
  ): Promise<Page<FindingView>> {
    return this.reviews.findings(query, actor);
  }
}
