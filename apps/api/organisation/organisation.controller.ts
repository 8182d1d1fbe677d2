import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import {
  type OrganisationFacts,
  type OrganisationView,
  organisationSchema,
  organisationView,
} from './organisation.schema.js';
import { OrganisationService } from './organisation.service.js';

@ApiTags('organisation')
@Controller('v1/organisation')
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @Allow('staff', 'intake')
  @ApiOkResponse({ standardSchema: organisationView })
  getOrganisation(): Promise<OrganisationView> {
    return this.organisation.get();
  }

  @Put()
  @Allow('admin')
  @ApiOkResponse({ standardSchema: organisationView })
  saveOrganisation(
    @Body({ schema: organisationSchema }) body: OrganisationFacts,
    @By() actor: Actor,
  ): Promise<OrganisationView> {
    return this.organisation.save(body, actor);
  }
}
