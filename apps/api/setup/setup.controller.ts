import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type SetupView, setupSchema } from './setup.schema.js';
import { SetupService } from './setup.service.js';

/** How far a new installation has come on its way to the first follow-up. */
@ApiTags('setup')
@Controller('v1/setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: setupSchema })
  getSetup(): Promise<SetupView> {
    return this.setup.get();
  }

  /** Puts the checklist away. */
  @Post('close')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: setupSchema })
  closeSetup(@By() actor: Actor): Promise<SetupView> {
    return this.setup.close(actor);
  }
}
