import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { listEvents } from './event-schemas.js';
import { EVENT_TYPES } from './event-types.js';
import {
  type DeliveryQuery,
  type DeliveryView,
  type NewWebhook,
  type Redeliver,
  type WebhookChanges,
  type WebhookView,
  deliveryPageSchema,
  deliveryQuerySchema,
  eventTypesSchema,
  eventsSchema,
  newWebhookSchema,
  redeliverSchema,
  redeliveredSchema,
  webhookChangesSchema,
  webhookPageSchema,
  webhookSchema,
} from './webhook-endpoints.schema.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhookEndpointsController {
  constructor(private readonly webhooks: WebhookEndpointsService) {}

  @Get()
  @Allow('operator')
  @ApiOkResponse({ standardSchema: webhookPageSchema })
  listWebhooks(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<WebhookView>> {
    return this.webhooks.list(query);
  }

  @Get('event-types')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: eventTypesSchema })
  listEventTypes() {
    return { items: Object.entries(EVENT_TYPES).map(([type, meaning]) => ({ type, meaning })) };
  }

  @Get('events')
  @Allow('operator')
  @ApiOkResponse({
    standardSchema: eventsSchema,
    description: 'With a JSON Schema of the body of each event',
  })
  listEvents() {
    return { items: listEvents() };
  }

  @Post()
  @Allow('operator')
  @ApiCreatedResponse({ standardSchema: webhookSchema })
  createWebhook(
    @Body({ schema: newWebhookSchema }) body: NewWebhook,
    @By() actor: Actor,
  ): Promise<WebhookView> {
    return this.webhooks.create(body, actor);
  }

  @Patch(':id')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: webhookSchema })
  updateWebhook(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: webhookChangesSchema }) body: WebhookChanges,
    @By() actor: Actor,
  ): Promise<WebhookView> {
    return this.webhooks.update(id, body, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('operator')
  @ApiNoContentResponse()
  removeWebhook(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.webhooks.remove(id, actor);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: webhookSchema })
  renewSecret(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<WebhookView> {
    return this.webhooks.renewSecret(id, actor);
  }

  @Post(':id/test')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: webhookSchema })
  testWebhook(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<WebhookView> {
    return this.webhooks.test(id, actor);
  }

  @Get(':id/deliveries')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: deliveryPageSchema })
  listDeliveries(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: deliveryQuerySchema }) query: DeliveryQuery,
  ): Promise<Page<DeliveryView>> {
    return this.webhooks.deliveries(id, query);
  }

  @Post(':id/redeliver')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: redeliveredSchema })
  redeliver(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: redeliverSchema }) body: Redeliver,
    @By() actor: Actor,
  ): Promise<{ deliveries: number }> {
    return this.webhooks.redeliver(id, body, actor);
  }
}
