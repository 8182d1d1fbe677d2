import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { keySchema } from '../common/schemas.js';
import { type BasedOn, type Document, basedOnSchema, documentSchema } from '../common/versions.js';
import {
  type CalendarView,
  type SavedCalendarView,
  calendarPageSchema,
  calendarSchema,
  savedCalendarSchema,
} from './calendars.schema.js';
import { CalendarsService } from './calendars.service.js';

@ApiTags('calendars')
@Controller('v1/calendars')
export class CalendarsController {
  constructor(private readonly calendars: CalendarsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: calendarPageSchema })
  listCalendars(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<CalendarView>> {
    return this.calendars.list(query);
  }

  @Put(':key')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: savedCalendarSchema })
  saveCalendar(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: documentSchema }) body: Document,
    @Query({ schema: basedOnSchema }) basedOn: BasedOn,
    @By() actor: Actor,
  ): Promise<SavedCalendarView> {
    return this.calendars.save(key, body, actor, basedOn);
  }

  @Get(':key')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: calendarSchema })
  getCalendar(@Param('key', { schema: keySchema }) key: string): Promise<CalendarView> {
    return this.calendars.get(key);
  }

  @Get(':key/versions')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: calendarPageSchema })
  listCalendarVersions(
    @Param('key', { schema: keySchema }) key: string,
    @Query({ schema: pageQuerySchema }) query: PageQuery,
  ): Promise<Page<CalendarView>> {
    return this.calendars.listVersions(key, query);
  }
}
