import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { keySchema } from '../common/schemas.js';
import { type TestSend, type TestSentView, testSendSchema, testSentSchema } from './test-send.schema.js';
import { TestSendService } from './test-send.service.js';

@ApiTags('templates')
@Controller('v1/templates')
export class TestSendController {
  constructor(private readonly tests: TestSendService) {}

  /** Sends a template with sample values to oneself, and to nobody else. */
  @Post(':key/test-send')
  @HttpCode(202)
  @Allow('operator')
  @ApiAcceptedResponse({ standardSchema: testSentSchema })
  sendTest(
    @Param('key', { schema: keySchema }) key: string,
    @Body({ schema: testSendSchema }) body: TestSend,
    @By() actor: Actor,
  ): Promise<TestSentView> {
    return this.tests.send(key, body, actor);
  }
}
