import type { SimulationAnswer } from '@aftercare/workflows/documents/run-simulation.js';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import type { Document } from '../common/versions.js';
import { simulationRequestSchema, simulationSchema } from './simulations.schema.js';
import { SimulationsService } from './simulations.service.js';

@ApiTags('simulations')
@Controller('v1/simulations')
export class SimulationsController {
  constructor(private readonly simulations: SimulationsService) {}

  @Post()
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: simulationSchema })
  runSimulation(@Body({ schema: simulationRequestSchema }) body: Document): Promise<SimulationAnswer> {
    return this.simulations.run(body);
  }
}
