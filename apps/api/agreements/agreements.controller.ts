import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type EventView,
  type NewAgreementEvent,
  eventSchema,
  newAgreementEventSchema,
} from '../subjects/events.schema.js';
import { EventsService } from '../subjects/events.service.js';
import {
  type NewAgreement,
  type AgreementQuery,
  type AgreementView,
  newAgreementSchema,
  agreementPageSchema,
  agreementQuerySchema,
  agreementSchema,
} from './agreements.schema.js';
import { AgreementsService } from './agreements.service.js';

@ApiTags('agreements')
@Controller('v1/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly events: EventsService,
  ) {}

  @Post()
  @Allow('intake')
  @ApiCreatedResponse({ standardSchema: agreementSchema })
  @ApiOkResponse({ standardSchema: agreementSchema, description: 'The same agreement was known already' })
  createAgreement(
    @Body({ schema: newAgreementSchema }) body: NewAgreement,
    @By() actor: Actor,
  ): Promise<Answer<AgreementView>> {
    return this.agreements.create(body, actor);
  }

  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: agreementPageSchema })
  searchAgreements(
    @Query({ schema: agreementQuerySchema }) query: AgreementQuery,
  ): Promise<Page<AgreementView>> {
    return this.agreements.search(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: agreementSchema })
  getAgreement(@Param('id', { schema: idSchema }) id: string): Promise<AgreementView> {
    return this.agreements.get(id);
  }

  @Post(':id/events')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: eventSchema })
  @ApiOkResponse({ standardSchema: eventSchema, description: 'The same event was known already' })
  addAgreementEvent(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newAgreementEventSchema }) body: NewAgreementEvent,
    @By() actor: Actor,
  ): Promise<Answer<EventView>> {
    return this.events.add({ agreementId: id }, body, actor);
  }
}
