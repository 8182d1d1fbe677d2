import { recordStatus } from '@aftercare/db/carrier.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { handleInbound } from '@aftercare/db/replies.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CLOCK, DB, KEEP, LOGGER } from '../tokens.js';
import type { InboundForm, StatusForm } from './twilio.schema.js';

/** Before the numbers of a text that came by WhatsApp. */
const WHATSAPP = /^whatsapp:/;
/** We never answer in TwiML: what we say goes through the sender, with its rate, consent and ledger. */
const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

@Injectable()
export class TwilioService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Stores a customer's text, once, and then reads it. What cannot be read for some reason is not lost: it is stored,
   * and the reconciler reads it again.
   */
  async receive(form: InboundForm): Promise<string> {
    const id = newId('inboundMessage');
    const receivedAt = new Date(await this.clock.now(this.db));
    const { count } = await this.db.inboundMessage.createMany({
      data: [
        {
          id,
          messageSid: form.MessageSid,
          // As customers are known. `to` stays as our senders are named.
          from: form.From.replace(WHATSAPP, ''),
          channel: WHATSAPP.test(form.From) ? 'whatsapp' : 'sms',
          to: form.To,
          body: form.Body.replaceAll('\u0000', ''),
          optOutType: form.OptOutType ?? null,
          numMedia: form.NumMedia,
          receivedAt,
        },
      ],
      skipDuplicates: true,
    });
    if (count > 0) await this.read(id);
    return EMPTY_TWIML;
  }

  async recordStatus(messageId: string, form: StatusForm): Promise<void> {
    const report = { messageId, sid: form.MessageSid, status: form.MessageStatus, errorCode: form.ErrorCode };
    const known = await inTransaction(this.db, async (tx) =>
      recordStatus(this.keep, tx, report, await this.clock.now(tx)),
    );
    if (!known)
      this.logger.warn({ messageId, sid: form.MessageSid }, 'a status for a message that is not ours');
  }

  private async read(id: string): Promise<void> {
    try {
      await inTransaction(this.db, async (tx) => handleInbound(this.keep, tx, id, await this.clock.now(tx)));
    } catch (error) {
      this.logger.error({ err: error, inboundMessage: id }, 'a stored text could not be read yet');
    }
  }
}
