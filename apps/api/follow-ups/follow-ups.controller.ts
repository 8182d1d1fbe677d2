import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { type FollowUpView, followUpSchema } from '../common/follow-up.view.js';
import { idSchema } from '../common/schemas.js';
import { BoardService } from './board.service.js';
import {
  type BulkResult,
  type BulkUndone,
  type BulkVerb,
  bulkResultSchema,
  bulkSchema,
  bulkUndoneSchema,
} from './bulk.schema.js';
import { BulkService } from './bulk.service.js';
import {
  type BoardQuery,
  type BoardView,
  type FollowUpDetail,
  boardQuerySchema,
  boardSchema,
  followUpDetailSchema,
} from './follow-ups.schema.js';
import {
  type Assign,
  type Book,
  type Complete,
  type Outcome,
  type Skip,
  type Snooze,
  assignSchema,
  bookSchema,
  completeSchema,
  outcomeBodySchema,
  sendNowSchema,
  skipSchema,
  snoozeSchema,
} from './verbs.schema.js';
import { OutcomeUndoService } from './outcome-undo.service.js';
import { VerbsService } from './verbs.service.js';

@ApiTags('follow-ups')
@Controller('v1/follow-ups')
export class FollowUpsController {
  constructor(
    private readonly board: BoardService,
    private readonly verbs: VerbsService,
    private readonly bulk: BulkService,
    private readonly outcomes: OutcomeUndoService,
  ) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: boardSchema })
  searchFollowUps(@Query({ schema: boardQuerySchema }) query: BoardQuery): Promise<BoardView> {
    return this.board.search(query);
  }

  @Get(':id')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpDetailSchema })
  getFollowUp(@Param('id', { schema: idSchema }) id: string): Promise<FollowUpDetail> {
    return this.board.get(id);
  }

  /** One verb over many: first with `dryRun`, then for real. */
  @Post('bulk')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: bulkResultSchema })
  changeFollowUps(@Body({ schema: bulkSchema }) body: BulkVerb, @By() actor: Actor): Promise<BulkResult> {
    return this.bulk.act(body, actor);
  }

  @Post('bulk/:id/undo')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: bulkUndoneSchema })
  undoBulk(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<BulkUndone> {
    return this.bulk.undo(id, actor);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  completeFollowUp(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: completeSchema }) body: Complete,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.complete(id, body, actor);
  }

  @Post(':id/skip')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  skipFollowUp(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: skipSchema }) body: Skip,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.skip(id, body, actor);
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  snoozeFollowUp(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: snoozeSchema }) body: Snooze,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.snooze(id, body, actor);
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  assignFollowUp(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: assignSchema }) body: Assign,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.assign(id, body, actor);
  }

  @Post(':id/book')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  bookFollowUp(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: bookSchema }) body: Book,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.book(id, body, actor);
  }

  @Post(':id/outcome')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  recordOutcome(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: outcomeBodySchema }) body: Outcome,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.outcome(id, body, actor);
  }

  /** Takes back an outcome that was just told by mistake, as long as nothing that cannot be called back followed from it. */
  @Post(':id/outcome/undo')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  undoOutcome(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<FollowUpView> {
    return this.outcomes.undo(id, actor);
  }

  @Post(':id/send-now')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: followUpSchema })
  sendFollowUpNow(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: sendNowSchema }) _body: object,
    @By() actor: Actor,
  ): Promise<FollowUpView> {
    return this.verbs.sendNow(id, actor);
  }
}
