import { createHmac } from 'node:crypto';

/** Form parameters of a webhook; a repeated key has a list of values. */
export type FormParams = Record<string, string | readonly string[]>;

/**
 * X-Twilio-Signature of a form request: base64 of HMAC-SHA1 over the URL followed by each parameter's name and
 * value, sorted by name. Repeated parameters contribute their distinct values in sorted order.
 *
 * @param url as the receiver will see it, with its query and without a fragment
 */
export function signForm(authToken: string, url: string, params: FormParams): string {
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => signed + pairsOf(name, params[name] ?? ''), url);
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

function pairsOf(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return name + value;
  return [...new Set(value)]
    .sort()
    .map((single) => name + single)
    .join('');
}
