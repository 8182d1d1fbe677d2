import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { keySchema } from '../common/schemas.js';
import { type BasedOn, basedOnSchema } from '../common/versions.js';
import {
  type GuideDraft,
  type GuideOpeningsView,
  type GuidePreview,
  type GuideView,
  type PreviewGuide,
  guideDraftSchema,
  guideOpeningsSchema,
  guidePageSchema,
  guidePreviewSchema,
  guideSchema,
  previewGuideSchema,
} from './guides.schema.js';
import { GuidesService } from './guides.service.js';

@ApiTags('guides')
@Controller('v1/guides')
export class GuidesController {
  constructor(private readonly guides: GuidesService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: guidePageSchema })
  listGuides(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<GuideView>> {
    return this.guides.list(query);
  }

  /** The words as readers see them. Stores nothing. */
  @Post('preview')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: guidePreviewSchema })
  previewGuide(@Body({ schema: previewGuideSchema }) body: PreviewGuide): GuidePreview {
    return this.guides.preview(body);
  }

  @Put(':key')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: guideSchema })
  saveGuide(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: guideDraftSchema }) draft: GuideDraft,
    @Query({ schema: basedOnSchema }) basedOn: BasedOn,
    @By() actor: Actor,
  ): Promise<GuideView> {
    return this.guides.save(key, draft, actor, basedOn);
  }

  @Get(':key')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: guideSchema })
  getGuide(@Param('key', { schema: keySchema }) key: string): Promise<GuideView> {
    return this.guides.get(key);
  }

  @Get(':key/versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: guidePageSchema })
  listGuideVersions(
    @Param('key', { schema: keySchema }) key: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<GuideView>> {
    return this.guides.listVersions(key, query);
  }

  @Get(':key/openings')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: guideOpeningsSchema })
  getGuideOpenings(@Param('key', { schema: keySchema }) key: string): Promise<GuideOpeningsView> {
    return this.guides.openings(key);
  }
}
