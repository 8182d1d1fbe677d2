import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { keySchema } from '../common/schemas.js';
import {
  type EnrolRequest,
  type EnrolView,
  type ReachRequest,
  type ReachView,
  enrolRequestSchema,
  enrolSchema,
  reachRequestSchema,
  reachSchema,
} from './reach.schema.js';
import { ReachService } from './reach.service.js';

@ApiTags('policies')
@Controller('v1/policies')
export class ReachController {
  constructor(private readonly reach: ReachService) {}

  /** Who would get a step of the policy and when, who would not, and why. Changes nothing. */
  @Post(':key/reach')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: reachSchema })
  findReach(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: reachRequestSchema }) body: ReachRequest,
  ): Promise<ReachView> {
    return this.reach.reach(key, body);
  }

  /** Makes plans for subjects that were there before the policy was published. Call it until `next` is null. */
  @Post(':key/enrol')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: enrolSchema })
  enrol(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: enrolRequestSchema }) body: EnrolRequest,
    @By() actor: Actor,
  ): Promise<EnrolView> {
    return this.reach.enrol(key, body, actor);
  }
}
