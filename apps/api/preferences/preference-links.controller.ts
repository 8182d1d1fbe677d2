import { Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { type Actor, By } from '../common/actor.js';
import { idSchema } from '../common/schemas.js';
import { preferenceLinkSchema } from './preferences.schema.js';
import { PreferencesService } from './preferences.service.js';

/** The link to a customer's preference page, to be passed on by staff or taken back. */
@ApiTags('customers')
@Controller('v1/customers/:id/preference-links')
export class PreferenceLinksController {
  constructor(private readonly preferences: PreferencesService) {}

  /** The customer's link, the same as in their messages. */
  @Post()
  @Allow('staff')
  @ApiCreatedResponse({ standardSchema: preferenceLinkSchema })
  issuePreferenceLink(
    @Param('id', { schema: idSchema }) id: string,
    @By() actor: Actor,
  ): Promise<{ url: string }> {
    return this.preferences.issue(id, actor);
  }

  /** From now on no link to this customer's page works; the next message carries a new one. */
  @Delete()
  @HttpCode(204)
  @Allow('staff')
  @ApiNoContentResponse()
  revokePreferenceLinks(@Param('id', { schema: idSchema }) id: string, @By() actor: Actor): Promise<void> {
    return this.preferences.revoke(id, actor);
  }
}
