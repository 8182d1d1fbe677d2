import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type TimelineItem,
  type TimelineQuery,
  timelineQuerySchema,
  timelineSchema,
} from './timeline.schema.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('customers')
@Controller('v1/customers')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  @Get(':id/timeline')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: timelineSchema })
  listTimeline(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: timelineQuerySchema }) query: TimelineQuery,
  ): Promise<Page<TimelineItem>> {
    return this.timeline.list(id, query);
  }
}
