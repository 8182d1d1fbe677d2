import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Page } from '../common/page.js';
import { type AuditEntryView, type AuditQuery, auditPageSchema, auditQuerySchema } from './audit.schema.js';
import { AuditService } from './audit.service.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Allow('manager')
  @ApiOkResponse({ standardSchema: auditPageSchema })
  searchAudit(@Query({ schema: auditQuerySchema }) query: AuditQuery): Promise<Page<AuditEntryView>> {
    return this.audit.search(query);
  }
}
