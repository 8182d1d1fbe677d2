import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Page, type PageQuery, pageQuerySchema } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type NewTeam,
  type TeamChanges,
  type TeamView,
  newTeamSchema,
  teamChangesSchema,
  teamPageSchema,
  teamSchema,
} from './staff.schema.js';
import { TeamsService } from './teams.service.js';

@ApiTags('staff')
@Controller('v1/teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: teamPageSchema })
  listTeams(@Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<TeamView>> {
    return this.teams.list(query);
  }

  @Post()
  @Allow('operator')
  @ApiCreatedResponse({ standardSchema: teamSchema })
  createTeam(@Body({ schema: newTeamSchema }) body: NewTeam): Promise<TeamView> {
    return this.teams.create(body);
  }

  @Patch(':id')
  @Allow('operator')
  @ApiOkResponse({ standardSchema: teamSchema })
  updateTeam(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: teamChangesSchema }) changes: TeamChanges,
  ): Promise<TeamView> {
    return this.teams.update(id, changes);
  }
}
