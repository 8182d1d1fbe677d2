import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Role } from './roles.js';

export const ALLOW_METADATA = 'aftercare:allow';
export const PUBLIC = 'public';

/** The roles that may call this route, and those that include them (`auth/roles.ts`). */
export const Allow = (...roles: [Role, ...Role[]]): CustomDecorator => SetMetadata(ALLOW_METADATA, roles);

/** Anybody may call this route. It checks its callers by itself, or has nothing to hide. */
export const Public = (): CustomDecorator => SetMetadata(ALLOW_METADATA, PUBLIC);
