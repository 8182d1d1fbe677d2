import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { keySchema } from '../common/schemas.js';
import {
  type GalleryView,
  type Take,
  type TakenView,
  gallerySchema,
  takeSchema,
  takenSchema,
} from './gallery.schema.js';
import { GalleryService } from './gallery.service.js';

@ApiTags('policies')
@Controller('v1/gallery')
export class GalleryController {
  constructor(private readonly gallery: GalleryService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: gallerySchema })
  listReadyPolicies(): Promise<GalleryView> {
    return this.gallery.list();
  }

  /** Saves a ready policy as a draft, with the templates it needs. */
  @Post(':key/take')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: takenSchema })
  takeReadyPolicy(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: takeSchema }) body: Take,
    @By() actor: Actor,
  ): Promise<TakenView> {
    return this.gallery.take(key, body, actor);
  }
}
