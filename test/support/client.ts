import type { World, Role } from './world.js';

export interface Answered<T = any> {
  status: number;
  body: T;
}

/** Calls the API of a world as one role; never throws for a refusal, so that tests can look at it. */
export function callAs(world: World, role: Role) {
  const call = async <T = any>(method: string, path: string, body?: unknown): Promise<Answered<T>> => {
    const answer = await fetch(`${world.api.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${world.keys[role]}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : null) as T };
  };
  return {
    get: <T = any>(path: string) => call<T>('GET', path),
    post: <T = any>(path: string, body: unknown = {}) => call<T>('POST', path, body),
    put: <T = any>(path: string, body: unknown) => call<T>('PUT', path, body),
    patch: <T = any>(path: string, body: unknown) => call<T>('PATCH', path, body),
  };
}

export type Caller = ReturnType<typeof callAs>;

/** A text as twilio-sim keeps it. */
export interface SimText {
  sid: string;
  from: string;
  to: string;
  body: string;
  direction: string;
  status: string;
}

/** A leg of a call as twilio-sim keeps it, with what was said and pressed. */
export interface SimCall {
  sid: string;
  from: string;
  to: string;
  status: string;
  direction: string;
  parent_call_sid: string | null;
  duration: string | null;
  steps: { at: number; what: string; text: string }[];
}

/** The control side of a world's twilio-sim. */
export function phones(world: World) {
  const control = async (path: string, body?: unknown): Promise<any> => {
    const answer = await fetch(`${world.sim.url}/_sim/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`twilio-sim ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    /** Everything our side sent to a phone, oldest first. */
    received: async (phone?: string): Promise<SimText[]> => {
      const { messages } = await control(`messages${phone ? `?to=${encodeURIComponent(phone)}` : ''}`);
      return (messages as SimText[]).filter((text) => text.direction === 'outbound-api');
    },
    /** A customer texts; resolves when our webhook has answered. */
    text: (from: string, body: string, more: object = {}) =>
      control('inbound', { from, to: world.from, body, ...more }),
    /** Every leg to a phone, oldest first. */
    calls: async (phone?: string): Promise<SimCall[]> =>
      (await control(`calls${phone ? `?to=${encodeURIComponent(phone)}` : ''}`)).calls,
    /** Who is at a telephone, and what they do there. */
    callee: (script: object) => control('callees', script),
    rule: (rule: object) => control('rules', rule),
    holds: async (): Promise<number> => (await control('holds')).held,
    release: () => control('release', {}),
    webhooks: async (): Promise<any[]> => (await control('webhooks')).webhooks,
  };
}
