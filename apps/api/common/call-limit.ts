import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';

/** How many sign-ins one address may try in a minute. */
const SIGN_INS_PER_MINUTE = 20;

/**
 * Rates per key and minute. Counted in this process: with several API processes a key gets as many times as much, which
 * is enough against a program that runs wild.
 */
@Injectable()
export class CallLimit {
  private readonly calls: RateLimiterMemory;
  private readonly signIns = new RateLimiterMemory({ points: SIGN_INS_PER_MINUTE, duration: 60 });

  constructor(@Inject(CONFIG) config: Config) {
    this.calls = new RateLimiterMemory({ points: config.rateLimitPerMinute, duration: 60 });
  }

  /** Counts one call of `caller`. @throws `rate.too-many` and sets `Retry-After` (seconds) when there were too many */
  count(caller: string, response: Response): Promise<void> {
    return consume(this.calls, caller, response);
  }

  /** Counts one sign-in from an address, so that nobody can try many passwords. */
  countSignIn(address: string, response: Response): Promise<void> {
    return consume(this.signIns, address, response);
  }
}

async function consume(limiter: RateLimiterMemory, caller: string, response: Response): Promise<void> {
  try {
    await limiter.consume(caller);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    response.setHeader('Retry-After', seconds);
    throw new DomainError('rate.too-many', `Too many calls; try again in ${seconds} seconds`);
  }
}
