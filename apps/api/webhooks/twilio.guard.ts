import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import twilio from 'twilio';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

/**
 * Only what Twilio signed comes in. The address is the one Twilio was given, never the one this process believes to
 * have; the form is the one that was sent, before any schema has touched it. Two tokens count while one is exchanged.
 */
@Injectable()
export class TwilioGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const signature = request.header('X-Twilio-Signature') ?? '';
    const url = `${this.base()}${request.originalUrl}`;
    const form = (request.body ?? {}) as Record<string, unknown>;
    if (this.config.twilio.authTokens.some((token) => isSigned(token, signature, url, form))) return true;
    throw new DomainError('signature.forbidden', 'This request does not carry a valid signature of Twilio');
  }

  private base(): string {
    return (this.config.webhookBase ?? this.config.publicUrl ?? '').replace(/\/$/, '');
  }
}

/** The helper throws on an address it cannot read; that is no valid signature either. */
function isSigned(token: string, signature: string, url: string, form: Record<string, unknown>): boolean {
  try {
    return twilio.validateRequest(token, signature, url, form);
  } catch {
    return false;
  }
}
