import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import { VisitBoardService } from './visit-board.service.js';
import {
  type BookVisit,
  type CancelVisit,
  type CapacityQuery,
  type CapacityView,
  type MoveVisit,
  type ReportFollowUps,
  type ReportVisit,
  type Reported,
  type SlotsQuery,
  type SlotsView,
  type VisitQuery,
  type VisitView,
  type VisitWork,
  type VisitWorkQuery,
  bookVisitSchema,
  cancelVisitSchema,
  capacityQuerySchema,
  capacitySchema,
  moveVisitSchema,
  reportFollowUpsSchema,
  reportVisitSchema,
  reportedSchema,
  slotsQuerySchema,
  slotsSchema,
  visitPageSchema,
  visitQuerySchema,
  visitSchema,
  visitWorkPageSchema,
  visitWorkQuerySchema,
} from './visits.schema.js';
import { VisitsService } from './visits.service.js';

@ApiTags('visits')
@Controller('v1/visits')
export class VisitsController {
  constructor(
    private readonly visits: VisitsService,
    private readonly board: VisitBoardService,
  ) {}

  /** Booked times. */
  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: visitPageSchema })
  searchVisits(@Query({ schema: visitQuerySchema }) query: VisitQuery): Promise<Page<VisitView>> {
    return this.visits.search(query);
  }

  /** What is still to be visited, booked or not. */
  @Get('work')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: visitWorkPageSchema })
  searchVisitWork(@Query({ schema: visitWorkQuerySchema }) query: VisitWorkQuery): Promise<Page<VisitWork>> {
    return this.board.work(query);
  }

  @Get('capacity')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: capacitySchema })
  readVisitCapacity(@Query({ schema: capacityQuerySchema }) query: CapacityQuery): Promise<CapacityView> {
    return this.board.capacity(query);
  }

  /** Free times for visits that are made together. */
  @Get('slots')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: slotsSchema })
  findVisitSlots(@Query({ schema: slotsQuerySchema }) query: SlotsQuery): Promise<SlotsView> {
    return this.board.slots(query);
  }

  @Post()
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: visitSchema })
  bookVisit(@Body({ schema: bookVisitSchema }) body: BookVisit, @By() actor: Actor): Promise<VisitView> {
    return this.visits.book(body, actor);
  }

  /** For visits that were never booked; booked ones have a report of their own. */
  @Post('reports')
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: reportedSchema })
  reportFollowUps(
    @Body({ schema: reportFollowUpsSchema }) body: ReportFollowUps,
    @By() actor: Actor,
  ): Promise<Reported> {
    return this.visits.reportFollowUps(body, actor);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: visitSchema })
  getVisit(@Param('id', { schema: idSchema }) id: string): Promise<VisitView> {
    return this.visits.get(id);
  }

  @Post(':id/move')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: visitSchema })
  moveVisit(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveVisitSchema }) body: MoveVisit,
    @By() actor: Actor,
  ): Promise<VisitView> {
    return this.visits.move(id, body, actor);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: visitSchema })
  cancelVisit(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: cancelVisitSchema }) body: CancelVisit,
    @By() actor: Actor,
  ): Promise<VisitView> {
    return this.visits.cancel(id, body, actor);
  }

  @Post(':id/report')
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: reportedSchema })
  reportVisit(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reportVisitSchema }) body: ReportVisit,
    @By() actor: Actor,
  ): Promise<Reported> {
    return this.visits.report(id, body, actor);
  }
}
