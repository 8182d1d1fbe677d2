/** What can go wrong with a webhook, in the words of Twilio's retry policy. */
export type Failure =
  /** No connection, or it broke before an answer. */
  | 'ct'
  /** No answer in time. */
  | 'rt'
  | '4xx'
  | '5xx';

export interface WebhookTarget {
  /** What is requested and signed: the configured URL without its fragment. */
  url: string;
  connectTimeoutMs: number;
  readTimeoutMs: number;
  totalTimeoutMs: number;
  retries: number;
  retryOn: ReadonlySet<Failure>;
}

const FAILURES: readonly Failure[] = ['ct', 'rt', '4xx', '5xx'];

/**
 * Splits a configured webhook URL into its address and the connection overrides of its fragment, such as
 * `#rc=3&rp=all`. Values outside Twilio's ranges are moved to the nearest end.
 *
 * @throws TypeError when the URL is not absolute
 */
export function readWebhookUrl(configured: string): WebhookTarget {
  const parsed = new URL(configured);
  const overrides = new URLSearchParams(parsed.hash.slice(1));
  const at = configured.indexOf('#');
  return {
    // Cut from the text: a parsed and rebuilt URL could differ from what the receiver knows.
    url: at < 0 ? configured : configured.slice(0, at),
    connectTimeoutMs: clamp(overrides.get('ct'), 100, 10_000, 5_000),
    readTimeoutMs: clamp(overrides.get('rt'), 100, 15_000, 15_000),
    totalTimeoutMs: clamp(overrides.get('tt'), 100, 15_000, 15_000),
    retries: clamp(overrides.get('rc'), 0, 5, 1),
    retryOn: readPolicy(overrides.get('rp') ?? 'ct'),
  };
}

function clamp(value: string | null, least: number, most: number, fallback: number): number {
  const number = value === null || value === '' ? fallback : Number(value);
  return Number.isFinite(number) ? Math.min(most, Math.max(least, Math.trunc(number))) : fallback;
}

function readPolicy(value: string): ReadonlySet<Failure> {
  const words = value.split(',').map((word) => word.trim());
  return new Set(words.includes('all') ? FAILURES : FAILURES.filter((failure) => words.includes(failure)));
}
