import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type DigestChoice,
  type NewStaff,
  type StaffChanges,
  type StaffQuery,
  type StaffView,
  digestChoiceSchema,
  newStaffSchema,
  staffChangesSchema,
  staffPageSchema,
  staffQuerySchema,
  staffSchema,
} from './staff.schema.js';
import {
  type Handover,
  type HandoverResult,
  handoverResultSchema,
  handoverSchema,
} from './handover.schema.js';
import { HandoverService } from './handover.service.js';
import { StaffService } from './staff.service.js';

@ApiTags('staff')
@Controller('v1/staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly handover: HandoverService,
  ) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: staffPageSchema })
  searchStaff(@Query({ schema: staffQuerySchema }) query: StaffQuery): Promise<Page<StaffView>> {
    return this.staff.search(query);
  }

  /** Whoever is signed in says whether they want the daily digest. */
  @Put('me/digest')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: staffSchema })
  chooseDigest(
    @Body({ schema: digestChoiceSchema }) body: DigestChoice,
    @By() actor: Actor,
  ): Promise<StaffView> {
    return this.staff.chooseDigest(body, actor);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: staffSchema })
  getStaffMember(@Param('id', { schema: idSchema }) id: string): Promise<StaffView> {
    return this.staff.get(id);
  }

  @Post()
  @Allow('operator')
  @ApiCreatedResponse({ standardSchema: staffSchema })
  createStaffMember(
    @Body({ schema: newStaffSchema }) body: NewStaff,
    @By() actor: Actor,
  ): Promise<StaffView> {
    return this.staff.create(body, actor);
  }

  @Patch(':id')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: staffSchema })
  updateStaffMember(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: staffChangesSchema }) changes: StaffChanges,
    @By() actor: Actor,
  ): Promise<StaffView> {
    return this.staff.update(id, changes, actor);
  }

  /** Everything they own goes to others. With `dryRun` it is only said what would. */
  @Post(':id/handover')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: handoverResultSchema })
  handOver(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: handoverSchema }) body: Handover,
    @By() actor: Actor,
  ): Promise<HandoverResult> {
    return this.handover.handOver(id, body, actor);
  }
}
