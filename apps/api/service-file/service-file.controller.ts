import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { idSchema } from '../common/schemas.js';
import { type ServiceFile, serviceFileSchema } from './service-file.schema.js';
import { ServiceFileService } from './service-file.service.js';

@ApiTags('customers')
@Controller('v1/customers')
export class ServiceFileController {
  constructor(private readonly files: ServiceFileService) {}

  @Get(':id/file')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: serviceFileSchema })
  readFile(@Param('id', { schema: idSchema }) id: string): Promise<ServiceFile> {
    return this.files.read(id);
  }
}
