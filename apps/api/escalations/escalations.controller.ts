import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type EscalationQuery,
  type EscalationView,
  type Note,
  type Reassign,
  acknowledgeSchema,
  escalationPageSchema,
  escalationQuerySchema,
  escalationSchema,
  reassignSchema,
  resolveSchema,
} from './escalations.schema.js';
import { EscalationsService } from './escalations.service.js';

@ApiTags('escalations')
@Controller('v1/escalations')
export class EscalationsController {
  constructor(private readonly escalations: EscalationsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: escalationPageSchema })
  searchEscalations(
    @Query({ schema: escalationQuerySchema }) query: EscalationQuery,
  ): Promise<Page<EscalationView>> {
    return this.escalations.search(query);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: escalationSchema })
  getEscalation(@Param('id', { schema: idSchema }) id: string): Promise<EscalationView> {
    return this.escalations.get(id);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: escalationSchema })
  acknowledgeEscalation(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: acknowledgeSchema }) body: Note,
    @By() actor: Actor,
  ): Promise<EscalationView> {
    return this.escalations.acknowledge(id, body, actor);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: escalationSchema })
  resolveEscalation(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: resolveSchema }) body: Note,
    @By() actor: Actor,
  ): Promise<EscalationView> {
    return this.escalations.resolve(id, body, actor);
  }

  @Post(':id/reassign')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: escalationSchema })
  reassignEscalation(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reassignSchema }) body: Reassign,
    @By() actor: Actor,
  ): Promise<EscalationView> {
    return this.escalations.reassign(id, body, actor);
  }
}
