import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import type { Page } from '../common/page.js';
import { idSchema } from '../common/schemas.js';
import {
  type AgreedAction,
  type KeyAccountChanges,
  type KeyAccountLine,
  type KeyAccountQuery,
  type KeyAccountView,
  agreedActionSchema,
  keyAccountChangesSchema,
  keyAccountPageSchema,
  keyAccountQuerySchema,
  keyAccountSchema,
} from './key-accounts.schema.js';
import { KeyAccountsService } from './key-accounts.service.js';

@ApiTags('key accounts')
@Controller('v1')
export class KeyAccountsController {
  constructor(private readonly accounts: KeyAccountsService) {}

  @Get('key-accounts')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: keyAccountPageSchema })
  searchKeyAccounts(
    @Query({ schema: keyAccountQuerySchema }) query: KeyAccountQuery,
  ): Promise<Page<KeyAccountLine>> {
    return this.accounts.search(query);
  }

  @Get('customers/:id/key-account')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: keyAccountSchema })
  getKeyAccount(@Param('id', { schema: idSchema }) id: string): Promise<KeyAccountView> {
    return this.accounts.get(id);
  }

  @Put('customers/:id/key-account')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: keyAccountSchema })
  saveKeyAccount(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: keyAccountChangesSchema }) body: KeyAccountChanges,
    @By() actor: Actor,
  ): Promise<KeyAccountView> {
    return this.accounts.save(id, body, actor);
  }

  @Delete('customers/:id/key-account')
  @HttpCode(204)
  @Allow('manager')
  @ApiNoContentResponse()
  endKeyAccount(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.accounts.end(id, actor);
  }

  /** Something agreed with the account: work with a date that is followed up. */
  @Post('customers/:id/key-account/actions')
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: keyAccountSchema })
  addAgreedAction(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: agreedActionSchema }) body: AgreedAction,
    @By() actor: Actor,
  ): Promise<KeyAccountView> {
    return this.accounts.addAction(id, body, actor);
  }
}
