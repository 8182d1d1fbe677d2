import type { Db } from '@aftercare/db/client.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { findPoliciesInForce } from '@aftercare/db/plans.js';
import { policyMatrix } from '@aftercare/workflows/domain/matrix.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { DB, KEEP } from '../tokens.js';
import { type MatrixQuery, type MatrixView, matrixQuerySchema, matrixSchema } from './matrix.schema.js';

/** Stands before the controller with `:key`, which would take `matrix` for a policy. */
@ApiTags('policies')
@Controller('v1/policies/matrix')
export class MatrixController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: matrixSchema })
  async getMatrix(@Query({ schema: matrixQuerySchema }) { subject }: MatrixQuery): Promise<MatrixView> {
    const inForce = await findPoliciesInForce(this.keep, this.db, subject);
    const { cells, shadowed } = policyMatrix([...inForce.keys()]);
    return {
      subject,
      cells: cells.map((cell) => ({ ...cell, policies: [...cell.policies] })),
      shadowed: shadowed.map((one) => ({ ...one, by: [...one.by] })),
    };
  }
}
