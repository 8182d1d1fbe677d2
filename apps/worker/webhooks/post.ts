import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { InsideAddressError, isInside, lookupOutside } from './guarded-lookup.js';

/** Real milliseconds for the whole exchange; a receiver that does more than store has to do it afterwards. */
const TIMEOUT_MS = 15_000;
/** Characters of an answer that are kept for whoever looks for the fault. */
const KEPT = 500;

export interface Posted {
  /** Null where nobody answered. */
  status: number | null;
  milliseconds: number;
  answer: string | null;
  error: string | null;
}

interface Delivery {
  url: string;
  /** The same for every try: receivers tell a repetition by it. */
  id: string;
  body: string;
  secrets: readonly string[];
  /** Whether it may lead into a network: only in the sandbox. */
  mayLeadInside: boolean;
}

/** Hands an event over as Standard Webhooks prescribe. Never throws; follows no redirect. */
export async function postWebhook({ url, id, body, secrets, mayLeadInside }: Delivery): Promise<Posted> {
  const begun = performance.now();
  // The machine's clock, whatever the sandbox's says: receivers compare it with theirs.
  const at = new Date();
  const signature = secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Aftercare-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  };
  try {
    const { status, answer } = await exchange(new URL(url), headers, body, mayLeadInside);
    return { status, answer, error: null, milliseconds: Math.round(performance.now() - begun) };
  } catch (error) {
    const milliseconds = Math.round(performance.now() - begun);
    return { status: null, answer: null, error: (error as Error).message, milliseconds };
  }
}

function exchange(
  url: URL,
  headers: Record<string, string>,
  body: string,
  mayLeadInside: boolean,
): Promise<{ status: number; answer: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!mayLeadInside && isIP(host) && isInside(host)) return Promise.reject(new InsideAddressError(host));
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(mayLeadInside ? {} : { lookup: lookupOutside }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (answer = (answer + chunk).slice(0, KEPT)));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode!, answer }));
    });
    request.end(body);
  });
}
