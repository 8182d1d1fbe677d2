import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import type { Request, Response } from 'express';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  IMPORT_BODY,
  type ImportFields,
  type ImportView,
  type RejectedLine,
  type RejectedQuery,
  importFieldsSchema,
  importPageSchema,
  importSchema,
  listFields,
  rejectedPageSchema,
  rejectedQuerySchema,
} from './imports.schema.js';
import { ImportsService } from './imports.service.js';

@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(202)
  @Allow('intake', 'manager')
  @ApiConsumes('multipart/form-data')
  @ApiBody(IMPORT_BODY)
  @ApiResponse({ status: 202, standardSchema: importSchema })
  createImport(@Req() request: Request, @By() actor: Actor): Promise<ImportView> {
    return this.imports.receive(request, actor);
  }

  @Get()
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importPageSchema })
  listImports(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<ImportView>> {
    return this.imports.list(query);
  }

  @Get('fields')
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importFieldsSchema })
  listImportFields(): ImportFields {
    return listFields();
  }

  @Get(':id')
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importSchema })
  getImport(@Param('id', { schema: idSchema }) id: string): Promise<ImportView> {
    return this.imports.get(id);
  }

  @Get(':id/rejected')
  @Allow('intake', 'manager')
  @ApiOkResponse({
    standardSchema: rejectedPageSchema,
    description: 'With `?format=csv` all of them as a file',
  })
  @ApiProduces('application/json', 'text/csv')
  async listRejected(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: rejectedQuerySchema }) query: RejectedQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page<RejectedLine> | undefined> {
    if (query.format === 'json') return this.imports.rejected(id, query);
    await this.imports.get(id);
    response.type('text/csv; charset=utf-8').attachment(`rejected-${id}.csv`);
    await pipeline(this.imports.rejectedRows(id), stringify({ bom: true, escape_formulas: true }), response);
    return undefined;
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importSchema })
  stopImport(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<ImportView> {
    return this.imports.stop(id, actor);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importSchema })
  resumeImport(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<ImportView> {
    return this.imports.resume(id, actor);
  }

  @Post(':id/run')
  @HttpCode(200)
  @Allow('intake', 'manager')
  @ApiOkResponse({ standardSchema: importSchema, description: 'A dry run, now for real' })
  runImport(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<ImportView> {
    return this.imports.run(id, actor);
  }
}
