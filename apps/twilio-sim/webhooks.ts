import { randomUUID } from 'node:crypto';
import type { Scheduler } from './scheduler.js';
import { signForm, type FormParams } from './signature.js';
import type { Store } from './store.js';
import { WebhookTransport, type Exchange, type WebhookRequest } from './webhook-request.js';
import { readWebhookUrl, type WebhookTarget } from './webhook-url.js';

export interface WebhookCall {
  account: string;
  /**
   * `status`: a message's callback; `inbound`: a customer's text; `call-status`: a call's callback; `voice`: how a
   * call goes on, and what else is told of it.
   */
  kind: 'status' | 'inbound' | 'call-status' | 'voice';
  messageSid?: string;
  callSid?: string;
  /** As configured, with the fragment that says how to retry. */
  url: string;
  method?: 'GET' | 'POST';
  params: FormParams;
  isBadlySigned?: boolean;
}

/** One attempt, as the control side shows it. */
export interface WebhookAttempt {
  id: number;
  account: string;
  kind: WebhookCall['kind'];
  messageSid: string | null;
  callSid: string | null;
  url: string;
  method: 'GET' | 'POST';
  params: FormParams;
  /** 1 for the first try. */
  attempt: number;
  at: string;
  tookMs: number;
  signature: string;
  idempotencyToken: string | null;
  status: number | null;
  contentType: string;
  body: string;
  error: string | null;
}

/** What a call came to after all its attempts. */
export interface WebhookResult {
  url: string;
  attempts: number;
  status: number | null;
  contentType: string;
  body: string;
  error: string | null;
}

const MOST_LOGGED = 20_000;
const MOST_REDIRECTS = 5;

/** Sends signed webhooks as Twilio does and keeps a log of every attempt. */
export class Webhooks {
  readonly #transport = new WebhookTransport();
  #log: WebhookAttempt[] = [];
  #lastId = 0;

  /** @param retryDelayMs wait before the first retry; each further one waits three times as long */
  constructor(
    readonly store: Store,
    readonly scheduler: Scheduler,
    readonly retryDelayMs: number,
  ) {}

  /** Delivers a call, with the retries its URL asks for. Never throws; a bad URL is a failure like others. */
  async deliver(call: WebhookCall): Promise<WebhookResult> {
    const target = targetOf(call.url);
    if (typeof target === 'string') return { ...NOTHING, url: call.url, error: target };
    const token = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.#attempt(call, target, attempt, attempt > 1 ? token : null);
      const mayRetry = exchange.failure !== null && target.retryOn.has(exchange.failure);
      if (!mayRetry || attempt > target.retries) return resultOf(target.url, attempt, exchange);
      await this.scheduler.wait(this.retryDelayMs * 3 ** (attempt - 1));
    }
  }

  /** Oldest first; the log keeps the last 20,000 attempts. */
  log(account?: string): WebhookAttempt[] {
    return this.#log.filter((attempt) => !account || attempt.account === account);
  }

  forget(account: string | null): void {
    this.#log = account === null ? [] : this.#log.filter((attempt) => attempt.account !== account);
  }

  close(): void {
    this.#transport.close();
  }

  async #attempt(
    call: WebhookCall,
    target: WebhookTarget,
    attempt: number,
    token: string | null,
  ): Promise<Exchange> {
    let request = this.#request(call, target.url, call.method ?? 'POST', token);
    for (let redirects = 0; ; redirects += 1) {
      const startedAt = Date.now();
      const exchange = await this.#transport.request(request, target);
      this.#write(call, request, exchange, { attempt, token, startedAt });
      const next = redirectOf(request.url, exchange);
      if (next === null || redirects >= MOST_REDIRECTS) return exchange;
      // Twilio follows with a plain GET: the parameters are lost, and a receiver's mistake shows.
      request = this.#request({ ...call, params: {} }, next, 'GET', token);
    }
  }

  #request(call: WebhookCall, url: string, method: 'GET' | 'POST', token: string | null): WebhookRequest {
    const form = encodeForm(call.params);
    const address = method === 'GET' && form ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url;
    const key = call.isBadlySigned ? 'not the auth token' : this.store.accounts.get(call.account)?.authToken;
    const headers: Record<string, string> = {
      'X-Twilio-Signature': signForm(key ?? '', address, method === 'GET' ? {} : call.params),
      'User-Agent': 'TwilioProxy/1.1',
      Accept: '*/*',
    };
    if (token !== null) headers['I-Twilio-Idempotency-Token'] = token;
    if (method === 'GET') return { url: address, method, headers, body: null };
    headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    headers['Content-Length'] = String(Buffer.byteLength(form));
    return { url: address, method, headers, body: form };
  }

  #write(
    call: WebhookCall,
    request: WebhookRequest,
    exchange: Exchange,
    about: { attempt: number; token: string | null; startedAt: number },
  ): void {
    this.#log.push({
      id: (this.#lastId += 1),
      account: call.account,
      kind: call.kind,
      messageSid: call.messageSid ?? null,
      callSid: call.callSid ?? null,
      url: request.url,
      method: request.method,
      params: request.method === 'GET' ? {} : call.params,
      attempt: about.attempt,
      at: new Date(about.startedAt).toISOString(),
      tookMs: Date.now() - about.startedAt,
      signature: request.headers['X-Twilio-Signature'] ?? '',
      idempotencyToken: about.token,
      status: exchange.status,
      contentType: exchange.contentType,
      body: exchange.body,
      error: exchange.error,
    });
    // Cut in large steps: removing one from the front of a long list at a time is slow.
    if (this.#log.length > MOST_LOGGED * 1.2) this.#log = this.#log.slice(-MOST_LOGGED);
  }
}

const NOTHING = { attempts: 0, status: null, contentType: '', body: '' };

function targetOf(url: string): WebhookTarget | string {
  try {
    return readWebhookUrl(url);
  } catch {
    return `${url} is not an absolute URL`;
  }
}

function resultOf(url: string, attempts: number, exchange: Exchange): WebhookResult {
  const { status, contentType, body, error } = exchange;
  return { url, attempts, status, contentType, body, error };
}

function redirectOf(url: string, exchange: Exchange): string | null {
  const isRedirect = exchange.status === 301 || exchange.status === 302;
  if (!isRedirect || exchange.location === null || !URL.canParse(exchange.location, url)) return null;
  return new URL(exchange.location, url).href;
}

function encodeForm(params: FormParams): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const single of typeof value === 'string' ? [value] : value) form.append(name, single);
  }
  return form.toString();
}
