import { hashApiKey } from '@aftercare/db/api-keys.js';
import type { Db } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ApiRequest } from '../common/actor.js';
import type { Config } from '../config.js';
import { CONFIG, DB } from '../tokens.js';

import { isRole } from './roles.js';
import { SignIn } from './sign-in.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who calls: a program with its API key, or a person with the console's cookie. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIn: SignIn,
  ) {}

  /** The caller, or null when there is no valid key and no session. */
  async findActor(request: ApiRequest): Promise<Actor | null> {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return bearer === undefined ? this.findStaff(request) : this.findKey(bearer);
  }

  private async findKey(key: string): Promise<Actor | null> {
    const row = await this.db.apiKey.findUnique({ where: { hash: hashApiKey(key) } });
    if (!row || row.revokedAt || !isRole(row.role)) return null;
    return { id: `key:${row.id}`, role: row.role, name: row.name };
  }

  private async findStaff(request: ApiRequest): Promise<Actor | null> {
    const user = await this.signIn.findUser(request.headers);
    if (!user) return null;
    const staff = await this.db.staff.findUnique({ where: { email: user.email } });
    if (staff && !staff.active) return null;
    this.assertSameOrigin(request);
    return { id: `staff:${staff?.id ?? user.email}`, role: user.role, name: user.name, staffId: staff?.id };
  }

  /** Another site's page must not act with the cookie of someone who is signed in here. */
  private assertSameOrigin(request: ApiRequest): void {
    if (SAFE_METHODS.has(request.method)) return;
    const { origin, host } = request.headers;
    // Browsers send one of the two with every change; without both it is a program, which no page can steer.
    if (origin === undefined && request.headers['sec-fetch-site'] === undefined) return;
    if (origin !== undefined && isOurs(origin, host, this.config.publicUrl)) return;
    throw new DomainError('origin.forbidden', 'Changes with a session must come from the console itself');
  }
}

function isOurs(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || (publicUrl !== undefined && new URL(publicUrl).origin === origin);
}
