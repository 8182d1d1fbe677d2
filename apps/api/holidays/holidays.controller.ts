import { listHolidayCountries, publicHolidays } from '@aftercare/workflows/documents/holidays.js';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import {
  type HolidayCountriesView,
  type HolidaysQuery,
  type HolidaysView,
  holidayCountriesSchema,
  holidaysQuerySchema,
  holidaysSchema,
} from './holidays.schema.js';

/** Public holidays as calendars reckon with them. */
@ApiTags('calendars')
@Controller('v1/holidays')
export class HolidaysController {
  @Get('countries')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: holidayCountriesSchema })
  listHolidayCountries(): HolidayCountriesView {
    return { items: listHolidayCountries().map((one) => ({ ...one, regions: [...one.regions] })) };
  }

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: holidaysSchema })
  listHolidays(
    @Query({ schema: holidaysQuerySchema }) { country, region, year }: HolidaysQuery,
  ): HolidaysView {
    const days = [...publicHolidays(country, region)(year)].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...{ country, region: region ?? null, year },
      items: days.map(([date, name]) => ({ date, name })),
    };
  }
}
