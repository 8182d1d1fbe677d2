import {
  jsonSchemaOf,
  type JsonSchema,
  type SchemaName,
} from '@aftercare/workflows/documents/json-schema.js';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/allow.decorator.js';
import { jsonSchemaSchema, schemaNameSchema } from './schemas.schema.js';

/** JSON Schema of the documents, so that editors can complete and check them. There is nothing in them to hide. */
@ApiTags('schemas')
@Controller('v1/schemas')
export class SchemasController {
  @Get(':name')
  @Public()
  @Header('Cache-Control', 'public, max-age=3600')
  @Header('Access-Control-Allow-Origin', '*')
  @ApiOkResponse({ standardSchema: jsonSchemaSchema })
  getSchema(@Param('name', { schema: schemaNameSchema }) name: SchemaName): JsonSchema {
    return jsonSchemaOf(name);
  }
}
