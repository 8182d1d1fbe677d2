import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, By } from '../common/actor.js';
import { Allow } from './allow.decorator.js';
import { ROLES } from './roles.js';

const meSchema = z
  .object({ id: z.string(), role: z.enum(ROLES), name: z.string(), staffId: z.string().optional() })
  .meta({ id: 'Me' });

@ApiTags('auth')
@Controller('v1/me')
export class MeController {
  @Get()
  @Allow('intake', 'staff')
  @ApiOkResponse({ standardSchema: meSchema })
  getMe(@By() actor: Actor): Actor {
    return actor;
  }
}
