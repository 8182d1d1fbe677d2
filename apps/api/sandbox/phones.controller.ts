import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { idSchema } from '../common/schemas.js';
import {
  type AtThePhone,
  type SimulatedConversation,
  type SimulatedPhones,
  type TextAsCustomer,
  atThePhoneSchema,
  phoneParamSchema,
  simulatedConversationSchema,
  simulatedPhonesSchema,
  textAsCustomerSchema,
} from './phones.schema.js';
import { PhonesService } from './phones.service.js';

/** The customers' phones of the sandbox. Exists in sandbox mode only. */
@ApiTags('sandbox')
@Controller('v1/sandbox/phones')
export class PhonesController {
  constructor(private readonly phones: PhonesService) {}

  @Get()
  @Allow('staff')
  @ApiOkResponse({ standardSchema: simulatedPhonesSchema })
  listPhones(): Promise<SimulatedPhones> {
    return this.phones.list();
  }

  @Get(':phone')
  @Allow('staff')
  @ApiOkResponse({ standardSchema: simulatedConversationSchema })
  readPhone(@Param('phone', { schema: phoneParamSchema }) phone: string): Promise<SimulatedConversation> {
    return this.phones.read(phone);
  }

  /** Texts us as the customer whose phone it is. */
  @Post(':phone/texts')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: simulatedConversationSchema })
  textAsCustomer(
    @Param('phone', { schema: phoneParamSchema }) phone: string,
    @Body({ schema: textAsCustomerSchema }) body: TextAsCustomer,
  ): Promise<SimulatedConversation> {
    return this.phones.text(phone, body);
  }

  /** What a person does at a telephone that rings or is in a call. */
  @Post(':phone/calls/:sid')
  @HttpCode(200)
  @Allow('staff')
  @ApiOkResponse({ standardSchema: simulatedConversationSchema })
  actAtPhone(
    @Param('phone', { schema: phoneParamSchema }) phone: string,
    @Param('sid', { schema: idSchema }) sid: string,
    @Body({ schema: atThePhoneSchema }) body: AtThePhone,
  ): Promise<SimulatedConversation> {
    return this.phones.act(phone, sid, body);
  }
}
