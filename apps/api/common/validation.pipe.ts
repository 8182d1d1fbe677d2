import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { faultsOf } from './faults.js';

/** Checks every parameter of a route against the schema in its decorator, and lists all faults at once. */
@Injectable()
export class RequestValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!schema) return value;
    this.stripProtoKeys(value);
    const result = await this.validate(value, schema);
    if (!result.issues) return result.value as T;
    const prefix = metadata.data === undefined ? [] : [metadata.data];
    throw new DomainError('request.invalid', 'The request does not fit; see errors', {
      // Every schema of this API is zod's, so its issues are too.
      errors: faultsOf(result.issues as readonly z.core.$ZodIssue[], prefix),
    });
  }
}
