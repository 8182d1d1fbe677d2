import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type PlanQuery,
  type PlanSummary,
  type PlanView,
  planPageSchema,
  planQuerySchema,
  planSchema,
} from './plans.schema.js';
import { PlansService } from './plans.service.js';

@ApiTags('plans')
@Controller('v1/plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Get()
  @Allow('staff', 'intake')
  @ApiOkResponse({ standardSchema: planPageSchema })
  searchPlans(@Query({ schema: planQuerySchema }) query: PlanQuery): Promise<Page<PlanSummary>> {
    return this.plans.search(query);
  }

  @Get(':id')
  @Allow('staff', 'intake')
  @ApiOkResponse({ standardSchema: planSchema })
  getPlan(@Param('id', { schema: idSchema }) id: string): Promise<PlanView> {
    return this.plans.get(id);
  }
}
