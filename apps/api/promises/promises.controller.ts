import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import {
  type NewPromise,
  type PromiseQuery,
  type PromiseView,
  newPromiseSchema,
  promisePageSchema,
  promiseQuerySchema,
  promiseSchema,
} from './promises.schema.js';
import { PromisesService } from './promises.service.js';

@ApiTags('promises')
@Controller('v1/promises')
export class PromisesController {
  constructor(private readonly promises: PromisesService) {}

  @Post()
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: promiseSchema })
  makePromise(
    @Body({ schema: newPromiseSchema }) body: NewPromise,
    @By() actor: Actor,
  ): Promise<PromiseView> {
    return this.promises.create(body, actor);
  }

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: promisePageSchema })
  searchPromises(@Query({ schema: promiseQuerySchema }) query: PromiseQuery): Promise<Page<PromiseView>> {
    return this.promises.search(query);
  }
}
