import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Answer } from '../common/answer.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type AssetView,
  type NewAsset,
  type NewSite,
  type SiteView,
  assetPageSchema,
  assetSchema,
  newAssetSchema,
  newSiteSchema,
  sitePageSchema,
  siteSchema,
} from './belongings.schema.js';
import { BelongingsService } from './belongings.service.js';

@ApiTags('customers')
@Controller('v1/customers/:id')
export class BelongingsController {
  constructor(private readonly belongings: BelongingsService) {}

  @Post('sites')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: siteSchema })
  @ApiOkResponse({ standardSchema: siteSchema, description: 'The same site was known already' })
  addSite(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newSiteSchema }) body: NewSite,
  ): Promise<Answer<SiteView>> {
    return this.belongings.addSite(id, body);
  }

  @Get('sites')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: sitePageSchema })
  listSites(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<SiteView>> {
    return this.belongings.listSites(id, query);
  }

  @Post('assets')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: assetSchema })
  @ApiOkResponse({ standardSchema: assetSchema, description: 'The same asset was known already' })
  addAsset(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newAssetSchema }) body: NewAsset,
  ): Promise<Answer<AssetView>> {
    return this.belongings.addAsset(id, body);
  }

  @Get('assets')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: assetPageSchema })
  listAssets(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<AssetView>> {
    return this.belongings.listAssets(id, query);
  }
}
