import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type MemberQuery,
  type MemberView,
  type NewWave,
  type WavePreview,
  type WaveView,
  memberPageSchema,
  memberQuerySchema,
  newWaveSchema,
  wavePageSchema,
  wavePreviewSchema,
  waveSchema,
} from './waves.schema.js';
import { WavesService } from './waves.service.js';

@ApiTags('survey waves')
@Controller('v1/survey-waves')
export class WavesController {
  constructor(private readonly waves: WavesService) {}

  /** Who would be asked when, and who not and why. Stores nothing. */
  @Post('preview')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: wavePreviewSchema })
  previewSurveyWave(@Body({ schema: newWaveSchema }) body: NewWave): Promise<WavePreview> {
    return this.waves.preview(body);
  }

  @Post()
  @Allow('operator')
  @ApiCreatedResponse({ standardSchema: waveSchema })
  createSurveyWave(@Body({ schema: newWaveSchema }) body: NewWave, @By() actor: Actor): Promise<WaveView> {
    return this.waves.create(body, actor);
  }

  @Get()
  @Allow('manager')
  @ApiOkResponse({ standardSchema: wavePageSchema })
  listSurveyWaves(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<WaveView>> {
    return this.waves.list(query);
  }

  @Get(':id')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: waveSchema })
  getSurveyWave(@Param('id', { schema: idSchema }) id: string): Promise<WaveView> {
    return this.waves.get(id);
  }

  @Get(':id/members')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: memberPageSchema })
  listSurveyWaveMembers(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: memberQuerySchema }) query: MemberQuery,
  ): Promise<Page<MemberView>> {
    return this.waves.members(id, query);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: waveSchema })
  stopSurveyWave(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<WaveView> {
    return this.waves.stop(id, actor);
  }
}
