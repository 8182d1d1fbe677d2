import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CallLimit } from './call-limit.js';

/** Pages that anybody may open are counted by address, so that nobody tries tokens by the million. */
@Injectable()
export class PageLimitGuard implements CanActivate {
  constructor(private readonly limit: CallLimit) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await this.limit.count(`address:${http.getRequest<Request>().ip}`, http.getResponse<Response>());
    return true;
  }
}
