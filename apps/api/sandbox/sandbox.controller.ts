import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import {
  type Advance,
  type Advanced,
  type ClockView,
  type Speed,
  advanceSchema,
  advancedSchema,
  clockSchema,
  speedSchema,
} from './sandbox.schema.js';
import { SandboxService } from './sandbox.service.js';

/** The clock that can be moved. Exists in sandbox mode only. */
@ApiTags('sandbox')
@Controller('v1/sandbox')
export class SandboxController {
  constructor(private readonly sandbox: SandboxService) {}

  @Get('clock')
  @Allow('staff', 'intake')
  @ApiOkResponse({ standardSchema: clockSchema })
  getClock(): Promise<ClockView> {
    return this.sandbox.clockView();
  }

  @Post('clock')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: clockSchema })
  setSpeed(@Body({ schema: speedSchema }) body: Speed, @By() actor: Actor): Promise<ClockView> {
    return this.sandbox.setSpeed(body, actor);
  }

  @Post('advance')
  @HttpCode(200)
  @Allow('manager', 'intake')
  @ApiOkResponse({ standardSchema: advancedSchema })
  advance(@Body({ schema: advanceSchema }) body: Advance): Promise<Advanced> {
    return this.sandbox.advance(body);
  }

  @Post('reset')
  @HttpCode(200)
  @Allow('operator')
  @ApiOkResponse({ standardSchema: clockSchema })
  reset(@By() actor: Actor): Promise<ClockView> {
    return this.sandbox.reset(actor);
  }
}
