import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type EventView,
  type NewSaleEvent,
  eventSchema,
  newSaleEventSchema,
} from '../subjects/events.schema.js';
import { EventsService } from '../subjects/events.service.js';
import {
  type NewSale,
  type SaleQuery,
  type SaleView,
  newSaleSchema,
  salePageSchema,
  saleQuerySchema,
  saleSchema,
} from './sales.schema.js';
import { SalesService } from './sales.service.js';

@ApiTags('sales')
@Controller('v1/sales')
export class SalesController {
  constructor(
    private readonly sales: SalesService,
    private readonly events: EventsService,
  ) {}

  @Post()
  @Allow('intake')
  @ApiCreatedResponse({ standardSchema: saleSchema })
  @ApiOkResponse({ standardSchema: saleSchema, description: 'The same sale was known already' })
  createSale(@Body({ schema: newSaleSchema }) body: NewSale, @By() actor: Actor): Promise<Answer<SaleView>> {
    return this.sales.create(body, actor);
  }

  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: salePageSchema })
  searchSales(@Query({ schema: saleQuerySchema }) query: SaleQuery): Promise<Page<SaleView>> {
    return this.sales.search(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: saleSchema })
  getSale(@Param('id', { schema: idSchema }) id: string): Promise<SaleView> {
    return this.sales.get(id);
  }

  @Post(':id/events')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: eventSchema })
  @ApiOkResponse({ standardSchema: eventSchema, description: 'The same event was known already' })
  addSaleEvent(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newSaleEventSchema }) body: NewSaleEvent,
    @By() actor: Actor,
  ): Promise<Answer<EventView>> {
    return this.events.add({ saleId: id }, body, actor);
  }
}
