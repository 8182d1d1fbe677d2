import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { Allow } from '../auth/allow.decorator.js';
import {
  type ContactQuery,
  type ContactReport,
  contactQuerySchema,
  contactSchema,
} from './contact.schema.js';
import { type OverdueReport, overdueSchema } from './overdue.schema.js';
import {
  type RenewalsReport,
  type RetentionReport,
  renewalsSchema,
  retentionSchema,
} from './renewals.schema.js';
import { tableOf } from './report-csv.js';
import { type ReportQuery, reportQuerySchema } from './report.schema.js';
import { ReportsService } from './reports.service.js';
import { type SatisfactionReport, satisfactionSchema } from './satisfaction.schema.js';
import { type SlaReport, slaSchema } from './sla.schema.js';
import { type StaffReport, staffReportSchema } from './staff.schema.js';

const AS_FILE = 'With `?format=csv` one of its tables as a file, `?table=` says which';

@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get('overdue')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: overdueSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getOverdueReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OverdueReport | string> {
    return write('overdue', await this.reports.overdue(query), query, response);
  }

  @Get('satisfaction')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: satisfactionSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getSatisfactionReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SatisfactionReport | string> {
    return write('satisfaction', await this.reports.satisfaction(query), query, response);
  }

  @Get('contact')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: contactSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getContactReport(
    @Query({ schema: contactQuerySchema }) query: ContactQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ContactReport | string> {
    return write('contact', await this.reports.contact(query), query, response);
  }

  @Get('sla')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: slaSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getSlaReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SlaReport | string> {
    return write('sla', await this.reports.sla(query), query, response);
  }

  @Get('staff')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: staffReportSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getStaffReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StaffReport | string> {
    return write('staff', await this.reports.staff(query), query, response);
  }

  @Get('renewals')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: renewalsSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getRenewalsReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RenewalsReport | string> {
    return write('renewals', await this.reports.renewals(query), query, response);
  }

  @Get('retention')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: retentionSchema, description: AS_FILE })
  @ApiProduces('application/json', 'text/csv')
  async getRetentionReport(
    @Query({ schema: reportQuerySchema }) query: ReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RetentionReport | string> {
    return write('retention', await this.reports.retention(query), query, response);
  }
}

/** A cell that begins as a formula does is written so that no spreadsheet carries it out. */
function write<R extends object>(
  name: string,
  report: R,
  query: ReportQuery,
  response: Response,
): R | string {
  if (query.format === 'json') return report;
  const table = tableOf(report, query.table);
  response.type('text/csv; charset=utf-8').attachment(`${name}-${table.name}.csv`);
  return stringify(table.lines, { bom: true, escape_formulas: true });
}
