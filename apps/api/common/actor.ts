import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Role } from '../auth/roles.js';

/** Who makes this call. */
export interface Actor {
  /** `key:<id of the API key>` or `staff:<id of the staff member>`, as the audit keeps it. */
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  /** The staff member behind a sign-in; an API key has none. */
  readonly staffId?: string;
}

/** A customer on a page of their own; whoever has its link. */
export const THE_CUSTOMER: Actor = { id: 'customer', role: 'intake', name: 'The customer' };

export interface ApiRequest extends Request {
  id: string;
  /** Set by the guard on every route that is not public. */
  actor?: Actor;
}

/** `@By() actor: Actor` in a controller method. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ApiRequest>();
  if (!actor) throw new Error('a public route has no actor');
  return actor;
});
