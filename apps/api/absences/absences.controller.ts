import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type AbsenceQuery,
  type AbsenceView,
  type NewAbsence,
  absencePageSchema,
  absenceQuerySchema,
  absenceSchema,
  newAbsenceSchema,
} from './absences.schema.js';
import { AbsencesService } from './absences.service.js';

@ApiTags('staff')
@Controller('v1/absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: absencePageSchema })
  searchAbsences(@Query({ schema: absenceQuerySchema }) query: AbsenceQuery): Promise<Page<AbsenceView>> {
    return this.absences.search(query);
  }

  @Post()
  @Allow('manager')
  @ApiCreatedResponse({ standardSchema: absenceSchema })
  createAbsence(
    @Body({ schema: newAbsenceSchema }) body: NewAbsence,
    @By() actor: Actor,
  ): Promise<AbsenceView> {
    return this.absences.create(body, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('manager')
  @ApiNoContentResponse()
  endAbsence(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.absences.end(id, actor);
  }
}
