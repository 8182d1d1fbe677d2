import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type ConsentView,
  type NewConsent,
  consentPageSchema,
  consentSchema,
  newConsentSchema,
} from './consents.schema.js';
import { ConsentsService } from './consents.service.js';
import {
  type CustomerChanges,
  type CustomerQuery,
  type CustomerView,
  type NewCustomer,
  customerChangesSchema,
  customerPageSchema,
  customerQuerySchema,
  customerSchema,
  newCustomerSchema,
} from './customers.schema.js';
import { CustomersService } from './customers.service.js';

@ApiTags('customers')
@Controller('v1/customers')
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly consents: ConsentsService,
  ) {}

  @Post()
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: customerSchema })
  @ApiOkResponse({ standardSchema: customerSchema, description: 'The same customer was known already' })
  createCustomer(
    @Body({ schema: newCustomerSchema }) body: NewCustomer,
    @By() actor: Actor,
  ): Promise<Answer<CustomerView>> {
    return this.customers.create(body, actor);
  }

  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: customerPageSchema })
  searchCustomers(@Query({ schema: customerQuerySchema }) query: CustomerQuery): Promise<Page<CustomerView>> {
    return this.customers.search(query);
  }

  @Get(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: customerSchema })
  getCustomer(@Param('id', { schema: idSchema }) id: string): Promise<CustomerView> {
    return this.customers.get(id);
  }

  @Patch(':id')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: customerSchema })
  updateCustomer(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: customerChangesSchema }) changes: CustomerChanges,
    @By() actor: Actor,
  ): Promise<CustomerView> {
    return this.customers.update(id, changes, actor);
  }

  @Post(':id/consents')
  @Allow('intake', 'staff')
  @ApiCreatedResponse({ standardSchema: consentSchema })
  addConsent(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newConsentSchema }) body: NewConsent,
    @By() actor: Actor,
  ): Promise<ConsentView> {
    return this.consents.add(id, body, actor);
  }

  @Get(':id/consents')
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: consentPageSchema })
  listConsents(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<ConsentView>> {
    return this.consents.list(id, query);
  }
}
