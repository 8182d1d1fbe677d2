import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { AuthorityService } from './authority.service.js';
import {
  type AuthorityFacts,
  type Decide,
  type NewRemedy,
  type RemedyQuery,
  type RemedyView,
  authoritySchema,
  decideSchema,
  newRemedySchema,
  remedyPageSchema,
  remedyQuerySchema,
  remedySchema,
} from './remedies.schema.js';
import { RemediesService } from './remedies.service.js';

@ApiTags('remedies')
@Controller('v1')
export class RemediesController {
  constructor(
    private readonly remedies: RemediesService,
    private readonly authority: AuthorityService,
  ) {}

  @Get('authority')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: authoritySchema })
  getAuthority(): Promise<AuthorityFacts> {
    return this.authority.get();
  }

  @Put('authority')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: authoritySchema })
  saveAuthority(
    @Body({ schema: authoritySchema }) body: AuthorityFacts,
    @By() actor: Actor,
  ): Promise<AuthorityFacts> {
    return this.authority.save(body, actor);
  }

  @Get('remedies')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: remedyPageSchema })
  searchRemedies(@Query({ schema: remedyQuerySchema }) query: RemedyQuery): Promise<Page<RemedyView>> {
    return this.remedies.search(query);
  }

  /** Granted at once within one's own authority, else put before somebody who may. */
  @Post('remedies')
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: remedySchema })
  giveRemedy(@Body({ schema: newRemedySchema }) body: NewRemedy, @By() actor: Actor): Promise<RemedyView> {
    return this.remedies.create(body, actor);
  }

  @Post('remedies/:id/approve')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: remedySchema })
  approveRemedy(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideSchema }) body: Decide,
    @By() actor: Actor,
  ): Promise<RemedyView> {
    return this.remedies.approve(id, body, actor);
  }

  @Post('remedies/:id/refuse')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: remedySchema })
  refuseRemedy(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: decideSchema }) body: Decide,
    @By() actor: Actor,
  ): Promise<RemedyView> {
    return this.remedies.refuse(id, body, actor);
  }
}
