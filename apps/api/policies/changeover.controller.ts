import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type JobView, jobSchema, toJob } from '../common/job.view.js';
import { keySchema } from '../common/schemas.js';
import { type MoveRequest, impactRequestSchema, moveRequestSchema } from './changeover.schema.js';
import { ChangeoverService } from './changeover.service.js';

@ApiTags('policies')
@Controller('v1/policies')
export class ChangeoverController {
  constructor(private readonly changeover: ChangeoverService) {}

  @Post(':key/impact')
  @HttpCode(202)
  @Allow('operator')
  @ApiAcceptedResponse({ standardSchema: jobSchema })
  async assessImpact(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: impactRequestSchema }) _body: object,
    @By() actor: Actor,
  ): Promise<JobView> {
    return toJob(await this.changeover.impact(key, actor));
  }

  @Post(':key/move')
  @HttpCode(202)
  @Allow('operator')
  @ApiAcceptedResponse({ standardSchema: jobSchema })
  async movePlans(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: moveRequestSchema }) body: MoveRequest,
    @By() actor: Actor,
  ): Promise<JobView> {
    return toJob(await this.changeover.move(key, body, actor));
  }
}
