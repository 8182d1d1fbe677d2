import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/allow.decorator.js';
import { Metrics } from '../common/metrics.js';
import { HealthService } from './health.service.js';
import { type Ready, healthSchema, readySchema } from './health.schema.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @Public()
  @ApiOkResponse({ standardSchema: healthSchema })
  getHealth(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  @Public()
  @ApiOkResponse({ standardSchema: readySchema })
  @ApiServiceUnavailableResponse({ standardSchema: readySchema })
  async getReady(@Res({ passthrough: true }) response: Response): Promise<Ready> {
    const ready = await this.health.check();
    response.status(ready.status === 'ready' ? 200 : 503);
    return ready;
  }

  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({ schema: { type: 'string' } })
  getMetrics(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
