import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Answer } from '../common/answer.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { keySchema } from '../common/schemas.js';
import {
  type BasedOn,
  type Document,
  basedOnSchema,
  documentSchema,
  versionParamSchema,
} from '../common/versions.js';
import {
  type PolicyDiffView,
  type PolicyFaultsView,
  type PolicyVersionView,
  type PolicyView,
  policyDiffSchema,
  policyFaultsSchema,
  policyPageSchema,
  policySchema,
  policyVersionPageSchema,
  policyVersionSchema,
} from './policies.schema.js';
import { PoliciesService } from './policies.service.js';

@ApiTags('policies')
@Controller('v1/policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policyPageSchema })
  listPolicies(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<PolicyView>> {
    return this.policies.list(query);
  }

  @Put(':key')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: policySchema })
  savePolicyDraft(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: documentSchema }) body: Document,
    @Query({ schema: basedOnSchema }) basedOn: BasedOn,
    @By() actor: Actor,
  ): Promise<PolicyView> {
    return this.policies.saveDraft(key, body, actor, basedOn);
  }

  /** Names the faults of a draft while it is written. Stores nothing. */
  @Post(':key/check')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policyFaultsSchema })
  checkPolicy(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: documentSchema }) body: Document,
  ): Promise<PolicyFaultsView> {
    return this.policies.check(key, body);
  }

  @Get(':key')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policySchema })
  getPolicy(@Param('key', { schema: keySchema }) key: string): Promise<PolicyView> {
    return this.policies.get(key);
  }

  @Post(':key/publish')
  @Allow('operator')
  @ApiCreatedResponse({ standardSchema: policyVersionSchema })
  @ApiOkResponse({ standardSchema: policyVersionSchema, description: 'The draft is in force already' })
  publishPolicy(
    @Param('key', { schema: keySchema }) key: string,
    @By() actor: Actor,
  ): Promise<Answer<PolicyVersionView>> {
    return this.policies.publish(key, actor);
  }

  @Get(':key/versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policyVersionPageSchema })
  listPolicyVersions(
    @Param('key', { schema: keySchema }) key: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<PolicyVersionView>> {
    return this.policies.listVersions(key, query);
  }

  @Get(':key/versions/:version')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policyVersionSchema })
  getPolicyVersion(
    @Param('key', { schema: keySchema }) key: string,
    @Param('version', { schema: versionParamSchema }) version: number,
  ): Promise<PolicyVersionView> {
    return this.policies.getVersion(key, version);
  }

  @Get(':key/versions/:from/diff/:to')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: policyDiffSchema })
  diffPolicyVersions(
    @Param('key', { schema: keySchema }) key: string,
    @Param('from', { schema: versionParamSchema }) from: number,
    @Param('to', { schema: versionParamSchema }) to: number,
  ): Promise<PolicyDiffView> {
    return this.policies.diff(key, from, to);
  }
}
