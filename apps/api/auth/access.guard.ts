import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import type { ApiRequest } from '../common/actor.js';
import { CallLimit } from '../common/call-limit.js';
import { ALLOW_METADATA, PUBLIC } from './allow.decorator.js';
import { Authenticator } from './authenticator.js';
import { mayRole, type Role } from './roles.js';

/** Stands before every route: who is it, how often, and may they? */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limit: CallLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.reflector.get<readonly Role[] | typeof PUBLIC>(ALLOW_METADATA, context.getHandler());
    if (allowed === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const actor = await this.authenticator.findActor(request);
    await this.limit.count(actor?.id ?? `address:${request.ip}`, response);
    if (!actor) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new DomainError('credentials.missing', 'Send a valid API key as Bearer token, or sign in');
    }
    request.actor = actor;
    if (!mayRole(actor.role, allowed))
      throw new DomainError(
        'role.forbidden',
        `The role ${actor.role} may not do this; ${allowed.join(' or ')} may`,
      );
    return true;
  }
}
