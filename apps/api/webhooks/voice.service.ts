import {
  type CallReport,
  recordAsked,
  recordCallReport,
  recordDial,
  takeKey,
  takeWish,
} from '@aftercare/db/call-reports.js';
import { judgeCallNow, lockCall } from '@aftercare/db/calls.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { isMachine } from '@aftercare/workflows/domain/call-progress.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { CLOCK, CONFIG, DB, KEEP, LOGGER } from '../tokens.js';
import {
  type CallAddress,
  addressesOf,
  askForScore,
  askForWish,
  askToConnect,
  dialCustomer,
  hangUp,
  sayGoodbye,
} from './voice-twiml.js';
import { wordsIn } from './voice-words.js';
import type { CallForm, DialedForm, RoundQuery } from './voice.schema.js';

/** Who wants a call back says so by this to whoever reads the escalation. */
const WISH = 'Asks to be called back';
const CONNECT_KEY = '1';
const WISH_KEY = '1';

/** Speaks for our calls and notes how far they came. A call that is not ours is hung up. */
@Injectable()
export class VoiceService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async answerStaff(callId: string, form: CallForm): Promise<string> {
    await this.recordReport(callId, 'first', form);
    const call = await this.read(callId);
    return call ? askToConnect(call.staffWords, call.customer, call.address) : hangUp();
  }

  /** Consent and call hours are looked at once more before the customer's telephone rings. */
  async connect(callId: string, form: CallForm): Promise<string> {
    const call = await this.read(callId);
    if (!call) return hangUp();
    if (form.Digits !== CONNECT_KEY) return sayGoodbye(call.staffWords, call.staffWords.notConnected);
    const { verdict } = await this.inTx((tx, now) =>
      judgeCallNow(this.keep, tx, call.followUpId, 'bridge', now),
    );
    if (verdict !== 'send') return sayGoodbye(call.staffWords, call.staffWords.notAllowed);
    return dialCustomer({ from: call.from, to: call.customerTo }, call.address);
  }

  async endDial(callId: string, form: DialedForm): Promise<string> {
    const dial = {
      sid: form.DialCallSid ?? null,
      status: form.DialCallStatus,
      duration: form.DialCallDuration,
    };
    await this.inTx(async (tx, now) => {
      const call = await lockCall(tx, callId);
      if (call) await recordDial(this.keep, tx, call, dial, now);
    });
    return hangUp();
  }

  /** A machine is left in peace; a person, or what may be one, hears the question. */
  async askCustomer(callId: string, form: CallForm): Promise<string> {
    await this.recordReport(callId, 'first', form);
    const call = await this.read(callId);
    if (!call || isMachine(form.AnsweredBy)) return hangUp();
    await this.inTx((tx) => recordAsked(tx, callId, form.AnsweredBy));
    const { customerWords, company, product, address } = call;
    return askForScore(customerWords, customerWords.question(company, product), 1, address);
  }

  async takeScore(callId: string, { round }: RoundQuery, form: CallForm): Promise<string> {
    const call = await this.read(callId);
    if (!call) return hangUp();
    const { customerWords: words, address } = call;
    const key = { digits: form.Digits, round };
    const answer = await this.inTx((tx, now) => takeKey(this.keep, tx, callId, key, now));
    switch (answer) {
      case 'ask-again':
        return askForScore(words, words.again, round + 1, address);
      case 'sorry':
        return askForWish(words, address);
      case 'no-more-calls':
        return sayGoodbye(words, words.noMoreCalls);
      case 'thanked':
      case 'over':
        return sayGoodbye(words, words.thanks);
    }
  }

  async takeWish(callId: string, form: CallForm): Promise<string> {
    const call = await this.read(callId);
    if (!call) return hangUp();
    if (form.Digits !== WISH_KEY) return sayGoodbye(call.customerWords, call.customerWords.thanks);
    await this.inTx((tx, now) => takeWish(this.keep, tx, callId, WISH, now));
    return sayGoodbye(call.customerWords, call.customerWords.willCall);
  }

  async recordReport(callId: string, leg: CallReport['leg'], form: CallForm): Promise<void> {
    const report = {
      callId,
      leg,
      sid: form.CallSid,
      sequence: form.SequenceNumber,
      status: form.CallStatus,
      duration: form.CallDuration,
      answeredBy: form.AnsweredBy,
    };
    const known = await this.inTx((tx, now) => recordCallReport(this.keep, tx, report, now));
    if (!known) this.logger.warn({ call: callId, sid: form.CallSid }, 'a report of a call that is not ours');
  }

  private async read(callId: string): Promise<SpokenCall | null> {
    const call = await this.db.call.findUnique({
      where: { id: callId },
      include: { staff: true, customer: true },
    });
    if (!call) return null;
    const organisation = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const { staff, customer, followUpId, from, customerTo } = call;
    const base = (this.config.webhookBase ?? this.config.publicUrl ?? '').replace(/\/$/, '');
    return {
      followUpId,
      from,
      customerTo,
      customer: customer.name,
      company: organisation.name,
      product: await this.productOf(call.planId),
      staffWords: wordsIn(...(staff?.languages ?? []), organisation.language),
      customerWords: wordsIn(customer.language, organisation.language),
      address: addressesOf(base, callId),
    };
  }

  private async productOf(planId: string): Promise<string | undefined> {
    const [row] = await this.db.$queryRaw<{ name: string | null }[]>`
      SELECT coalesce(s.products, t.products, a.products)->0->>'name' AS name FROM plans p
      LEFT JOIN sales s ON s.id = p."saleId" LEFT JOIN tickets t ON t.id = p."ticketId"
      LEFT JOIN agreements a ON a.id = p."agreementId" WHERE p.id = ${planId}`;
    return row?.name ?? undefined;
  }

  private inTx<T>(work: (tx: Tx, now: Instant) => Promise<T>): Promise<T> {
    return inTransaction(this.db, async (tx) => work(tx, await this.clock.now(tx)));
  }
}

/** What is needed to speak in a call. */
interface SpokenCall {
  followUpId: string;
  from: string;
  customerTo: string;
  customer: string;
  company: string;
  product: string | undefined;
  staffWords: ReturnType<typeof wordsIn>;
  customerWords: ReturnType<typeof wordsIn>;
  address: CallAddress;
}
