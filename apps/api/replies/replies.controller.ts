import { type Interpretation, interpretReply } from '@aftercare/workflows/domain/reply.js';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Reply, interpretationSchema, replySchema } from './replies.schema.js';

@ApiTags('replies')
@Controller('v1/replies')
export class RepliesController {
  @Post('interpret')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: interpretationSchema })
  interpretReply(@Body({ schema: replySchema }) reply: Reply): Interpretation {
    return interpretReply(reply);
  }
}
