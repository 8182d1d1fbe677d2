import type { Db } from '@aftercare/db/client.js';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import type { Config } from '../config.js';
import { isRole, type Role } from './roles.js';

/** Who is signed in with a browser. */
export interface SignedIn {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** Sign-in of the console: e-mail and password, a session cookie, sessions in Postgres. */
export class SignIn {
  private readonly auth: ReturnType<typeof createAuth>;
  /** Answers `/api/auth/*`; reads its body itself, so it stands before the body parsers. */
  readonly handler: RequestHandler;

  constructor(db: Db, config: Config) {
    this.auth = createAuth(db, config);
    const handle = toNodeHandler(this.auth);
    this.handler = (request, response, next) => {
      handle(request, response).catch(next);
    };
  }

  /** The signed-in user of a request with a cookie, or null. */
  async findUser(headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    if (!headers.cookie) return null;
    const session = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (!session || !isRole(session.user.role)) return null;
    return { email: session.user.email, name: session.user.name, role: session.user.role };
  }
}

function createAuth(db: Db, config: Config) {
  return betterAuth({
    appName: 'Aftercare',
    basePath: '/api/auth',
    baseURL: config.publicUrl,
    secret: config.secret ?? randomBytes(32).toString('base64url'),
    database: prismaAdapter(db, { provider: 'postgresql' }),
    // Sign-ins are made by whoever manages staff, never by strangers.
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: { modelName: 'authUser', additionalFields: { role: { type: 'string', input: false } } },
    session: { modelName: 'authSession' },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    trustedOrigins: (request) => trustedOrigins(request, config),
    // Its own limit trusts a header that anyone can write; ours (`sign-in-limit.ts`) counts by address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    advanced: {
      cookiePrefix: 'aftercare',
      useSecureCookies: config.publicUrl?.startsWith('https:') ?? false,
    },
  });
}

/** The page that signs in must come from this server: from its public address, or from the host that was called. */
function trustedOrigins(request: Request | undefined, config: Config): string[] {
  if (config.publicUrl) return [new URL(config.publicUrl).origin];
  const host = request?.headers.get('host');
  return host ? [`http://${host}`] : [];
}
