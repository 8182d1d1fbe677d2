import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';
import { rawBodyOf } from '../common/raw-body.js';

/**
 * Only who knows `MAIL_WEBHOOK_SECRET` may tell of mails: by a signature over the body
 * (`X-Aftercare-Signature: sha256=<HMAC-SHA256 in hex>`), or, for providers that cannot sign for us, by the secret
 * itself as the password of the address (Basic) or as Bearer token.
 */
@Injectable()
export class MailGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const secret = this.config.mailWebhookSecret;
    if (secret !== undefined && (isSigned(request, secret) || isKnown(request, secret))) return true;
    throw new DomainError('signature.forbidden', 'This request does not carry the secret of mail reports');
  }
}

function isSigned(request: Request, secret: string): boolean {
  const signature = /^sha256=([0-9a-f]{64})$/.exec(request.header('X-Aftercare-Signature') ?? '')?.[1];
  if (signature === undefined) return false;
  return isEqual(signature, createHmac('sha256', secret).update(rawBodyOf(request)).digest('hex'));
}

function isKnown(request: Request, secret: string): boolean {
  const [scheme = '', credentials = ''] = (request.header('Authorization') ?? '').split(' ');
  if (/^bearer$/i.test(scheme)) return isEqual(credentials, secret);
  if (!/^basic$/i.test(scheme)) return false;
  const [, ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return isEqual(password.join(':'), secret);
}

/** Of hashes, so that neither length nor content can be timed. */
function isEqual(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
