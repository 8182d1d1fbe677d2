import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Allow } from '../auth/allow.decorator.js';
import { LiveService } from './live.service.js';

@ApiTags('follow-ups')
@Controller('v1/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  /** Server-sent events: `change` with `{ of: [table] }` whenever something that the console shows has changed. */
  @Get()
  @Allow('staff')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Events, as long as the connection lasts',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  followChanges(@Req() request: Request, @Res() response: Response): void {
    this.live.open(response, request.headers['last-event-id'] !== undefined);
  }
}
