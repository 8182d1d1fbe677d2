import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type BoardViewView,
  type SaveBoardView,
  boardViewPageSchema,
  boardViewSchema,
  saveBoardViewSchema,
} from './board-views.schema.js';
import { BoardViewsService } from './board-views.service.js';

@ApiTags('follow-ups')
@Controller('v1/board-views')
export class BoardViewsController {
  constructor(private readonly views: BoardViewsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: boardViewPageSchema })
  listBoardViews(@By() actor: Actor): Promise<Page<BoardViewView>> {
    return this.views.list(actor);
  }

  @Put()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: boardViewSchema })
  saveBoardView(
    @Body({ schema: saveBoardViewSchema }) body: SaveBoardView,
    @By() actor: Actor,
  ): Promise<BoardViewView> {
    return this.views.save(body, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('staff')
  @ApiNoContentResponse()
  removeBoardView(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.views.remove(id, actor);
  }
}
