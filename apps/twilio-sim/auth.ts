import type { RequestHandler } from 'express';
import { TwilioError } from './errors.js';
import type { Account, Store } from './store.js';

/** HTTP Basic with `AC…:auth token` or `SK…:secret`; the account of the path must be the one of the key. */
export function authenticate(store: Store): RequestHandler<{ account: string }> {
  return (request, _response, next) => {
    const account = store.accounts.get(request.params.account);
    const [user, password] = readBasic(request.headers.authorization);
    if (!account || !isAllowed(account, user, password)) throw new TwilioError(20003);
    next();
  };
}

function readBasic(header: string | undefined): [string, string] {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? ['', ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

function isAllowed(account: Account, user: string, password: string): boolean {
  if (user === account.sid) return password === account.authToken;
  return account.apiKeys.some((key) => key.sid === user && key.secret === password);
}
