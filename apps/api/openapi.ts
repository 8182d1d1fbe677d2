import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { problemSchema } from './common/problem.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The browsable description at `/docs`, and the document itself at `/openapi.json`. */
export function serveOpenApi(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= createOpenApi(app)), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Aftercare API',
  });
}

/** The OpenAPI document, made from the same schemas that check requests. */
export function createOpenApi(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Aftercare')
    .setDescription('No sale and no ticket is forgotten once it is closed.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'apiKey')
    .addCookieAuth('aftercare.session_token', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('apiKey')
    .addSecurityRequirements('session')
    .build();
  const named = new NamedSchemas();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (_controller, method) => method,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? named.convert(schema, schemaType) : undefined,
  });
  addProblems(document, named);
  return document;
}

/** Turns zod schemas into JSON Schema; those with a `meta({ id })` become components of that name. */
class NamedSchemas {
  private readonly known = new Map<string, string>();

  convert(schema: z.ZodType, io: 'input' | 'output') {
    // Inside an object a named schema is written as a reference; alone it would be written out.
    const holder = z.toJSONSchema(z.object({ schema }), {
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        delete jsonSchema.id;
      },
    });
    const components = holder.$defs ?? {};
    for (const [name, definition] of Object.entries(components)) this.assertOneMeaning(name, definition);
    return { schema: holder.properties?.schema, components };
  }

  /** One name must not stand for two shapes, or the console would get the wrong types. */
  private assertOneMeaning(name: string, definition: unknown): void {
    const text = JSON.stringify(definition);
    const before = this.known.get(name);
    if (before !== undefined && before !== text)
      throw new Error(`The schema name ${name} is used for two shapes`);
    this.known.set(name, text);
  }
}

/** Every operation may answer a problem instead. */
function addProblems(document: OpenAPIObject, named: NamedSchemas): void {
  const { schema, components } = named.convert(problemSchema, 'output');
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(components as object) },
  };
  const reference = { $ref: (schema as { $ref: string }).$ref.replace('#/$defs/', '#/components/schemas/') };
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      operation.responses['default'] = {
        description: 'What is wrong, with all faults at once',
        content: { 'application/problem+json': { schema: reference } },
      };
    }
}
