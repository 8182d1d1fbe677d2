import { Controller, Delete, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExcludeController,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow, Public } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { renderCustomerPage } from '../common/customer-page.js';
import { PageLimitGuard } from '../common/page-limit.guard.js';
import { idSchema } from '../common/schemas.js';
import { FeedsService } from './feeds.service.js';
import { type FeedView, feedSchema } from './visits.schema.js';

const CALENDAR_FILE = 'text/calendar; charset=utf-8';

/** The address of a calendar feed; `me` is whoever is signed in. */
@ApiTags('visits')
@Controller('v1/staff/:id/calendar-feed')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: feedSchema })
  getCalendarFeed(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<FeedView> {
    return this.feeds.get(id, actor);
  }

  /** A new address; the one before stops working. */
  @Post()
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: feedSchema })
  makeCalendarFeed(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<FeedView> {
    return this.feeds.make(id, actor);
  }

  @Delete()
  @HttpCode(204)
  @Allow('staff')
  @ApiNoContentResponse()
  revokeCalendarFeed(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.feeds.revoke(id, actor);
  }
}

/** What a calendar program reads. Who has the address is let in. */
@ApiExcludeController()
@Controller('cal')
@UseGuards(PageLimitGuard)
export class CalendarController {
  constructor(private readonly feeds: FeedsService) {}

  @Get(':token.ics')
  @Public()
  async readFeed(
    @Param('token', { schema: idSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const file = await this.feeds.read(token);
    response.type(CALENDAR_FILE).setHeader('Cache-Control', 'private, max-age=300');
    return file;
  }
}

/** A customer's own page of a visit. Who has the link is let in: it stands in messages to this customer only. */
@ApiExcludeController()
@Controller('v')
@UseGuards(PageLimitGuard)
export class VisitPageController {
  constructor(private readonly feeds: FeedsService) {}

  @Get(':token')
  @Public()
  async showVisit(
    @Param('token', { schema: idSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return renderCustomerPage(response, await this.feeds.page(token));
  }

  @Get(':token/visit.ics')
  @Public()
  async readVisitFile(
    @Param('token', { schema: idSchema }) token: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const file = await this.feeds.file(token);
    response.type(CALENDAR_FILE).setHeader('Cache-Control', 'no-store');
    return file;
  }
}
