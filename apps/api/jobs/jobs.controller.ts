import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { type JobView, jobPageSchema, jobSchema } from '../common/job.view.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller('v1/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Allow('manager', 'operator')
  @ApiOkResponse({ standardSchema: jobPageSchema })
  listJobs(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<JobView>> {
    return this.jobs.list(query);
  }

  @Get(':id')
  @Allow('manager', 'operator')
  @ApiOkResponse({ standardSchema: jobSchema })
  getJob(@Param('id', { schema: idSchema }) id: string): Promise<JobView> {
    return this.jobs.get(id);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: jobSchema })
  stopJob(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<JobView> {
    return this.jobs.stop(id, actor);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: jobSchema })
  resumeJob(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<JobView> {
    return this.jobs.resume(id, actor);
  }
}
