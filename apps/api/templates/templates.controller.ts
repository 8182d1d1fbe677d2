import { type Preview, previewTemplate } from '@aftercare/workflows/templates/preview.js';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { keySchema } from '../common/schemas.js';
import {
  type PreviewRequest,
  type SavedTemplateView,
  type TemplateDraft,
  type TemplateView,
  previewRequestSchema,
  previewsSchema,
  savedTemplateSchema,
  templateDraftSchema,
  templatePageSchema,
  templateSchema,
} from './templates.schema.js';
import { TemplatesService } from './templates.service.js';

@ApiTags('templates')
@Controller('v1/templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Post('preview')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: previewsSchema })
  previewTemplate(@Body({ schema: previewRequestSchema }) body: PreviewRequest): Record<string, Preview> {
    return previewTemplate(body);
  }

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: templatePageSchema })
  listTemplates(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<TemplateView>> {
    return this.templates.list(query);
  }

  @Put(':key')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: savedTemplateSchema })
  saveTemplate(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: templateDraftSchema }) draft: TemplateDraft,
    @By() actor: Actor,
  ): Promise<SavedTemplateView> {
    return this.templates.save(key, draft, actor);
  }

  @Get(':key')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: templateSchema })
  getTemplate(@Param('key', { schema: keySchema }) key: string): Promise<TemplateView> {
    return this.templates.get(key);
  }

  @Get(':key/versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: templatePageSchema })
  listTemplateVersions(
    @Param('key', { schema: keySchema }) key: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<TemplateView>> {
    return this.templates.listVersions(key, query);
  }
}
