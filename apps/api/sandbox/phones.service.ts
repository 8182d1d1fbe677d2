import type { Db } from '@aftercare/db/client.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { toInstantText } from '../common/schemas.js';
import type { Config } from '../config.js';
import { CONFIG, DB } from '../tokens.js';
import {
  type AtThePhone,
  type SimulatedConversation,
  type SimulatedPhones,
  type SimulatedText,
  type TextAsCustomer,
  callsSchema,
  conversationSchema,
  handsetsSchema,
  inboundSchema,
} from './phones.schema.js';
import { askStandIn } from './stand-in.js';

const NAME = 'stand-in for Twilio';
const SHOWN = 200;
/** The newest calls of one phone; older ones are read on the stand-in's own page. */
const CALLS_SHOWN = 20;

interface Bubble {
  sid: string;
  body: string;
  direction: string;
  status: string;
  at: number;
  error_message?: string | null;
}
type Owner = SimulatedConversation['owner'];

/** The customers' phones of the sandbox, as twilio-sim plays them, with our names and our clock. */
@Injectable()
export class PhonesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(): Promise<SimulatedPhones> {
    const { handsets } = await this.ask('handsets', handsetsSchema);
    const shown = handsets.slice(0, SHOWN);
    const owners = await this.ownersOf(shown.map(({ phone }) => phone));
    const at = await this.clockOf(shown.flatMap(({ last }) => last?.sid ?? []));
    return {
      items: shown.map(({ phone, label, last, at: realAt, count, isOptedOut }) => ({
        ...{ phone, label, count, optedOut: isOptedOut, owner: owners.get(phone) ?? null },
        last: last && toText({ ...last, at: realAt }, at),
      })),
    };
  }

  async read(phone: string): Promise<SimulatedConversation> {
    const to = encodeURIComponent(phone);
    const [{ messages }, { calls }] = await Promise.all([
      this.ask(`conversation?phone=${to}`, conversationSchema),
      this.ask(`calls?phone=${to}`, callsSchema),
    ]);
    const shown = messages.slice(-SHOWN);
    const at = await this.clockOf(shown.map(({ sid }) => sid));
    const owners = await this.ownersOf([phone]);
    return {
      phone,
      owner: owners.get(phone) ?? null,
      texts: shown.map((message) => toText(message, at)),
      calls: calls.slice(-CALLS_SHOWN).map((call) => ({ ...call, at: toInstantText(new Date(call.at)) })),
    };
  }

  /** Texts us as the customer; answers when our webhook has taken it in. */
  async text(phone: string, { body }: TextAsCustomer): Promise<SimulatedConversation> {
    await this.ask('inbound', inboundSchema, { from: phone, body });
    return this.read(phone);
  }

  async act(phone: string, sid: string, act: AtThePhone): Promise<SimulatedConversation> {
    const body = act.act === 'press' ? { digits: act.digits } : {};
    await this.ask(`calls/${encodeURIComponent(sid)}/${act.act}`, z.object({ ok: z.boolean() }), body);
    return this.read(phone);
  }

  private ask<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    return askStandIn(this.config.twilio.apiBaseUrl, `/_sim/${path}`, schema, { body, name: NAME });
  }

  private async ownersOf(phones: string[]): Promise<Map<string, NonNullable<Owner>>> {
    const of = { where: { phone: { in: phones } }, select: { id: true, name: true, phone: true } };
    const [staff, customers] = await Promise.all([
      this.db.staff.findMany(of),
      this.db.customer.findMany({ ...of, orderBy: { id: 'asc' } }),
    ]);
    const owners = new Map<string, NonNullable<Owner>>();
    for (const { id, name, phone } of staff) if (phone !== null) owners.set(phone, { id, name, is: 'staff' });
    for (const { id, name, phone } of customers) owners.set(phone, { id, name, is: 'customer' });
    return owners;
  }

  /** When texts came and went on our own clock; twilio-sim lives in real time. */
  private async clockOf(sids: string[]): Promise<Map<string, Date>> {
    const [sent, received] = await Promise.all([
      this.db.message.findMany({
        where: { sid: { in: sids } },
        select: { sid: true, acceptedAt: true, sendAt: true },
      }),
      this.db.inboundMessage.findMany({
        where: { messageSid: { in: sids } },
        select: { messageSid: true, receivedAt: true },
      }),
    ]);
    return new Map([
      ...sent.map(({ sid, acceptedAt, sendAt }) => [sid!, acceptedAt ?? sendAt] as const),
      ...received.map(({ messageSid, receivedAt }) => [messageSid, receivedAt] as const),
    ]);
  }
}

function toText(
  { sid, body, direction, status, at, error_message }: Bubble,
  known: Map<string, Date>,
): SimulatedText {
  return {
    ...{ sid, body, status, mine: direction === 'inbound', error: error_message ?? null },
    at: toInstantText(known.get(sid) ?? new Date(at)),
  };
}
