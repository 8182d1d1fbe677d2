import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { type Observable, map } from 'rxjs';

/** A body whose status depends on what was found: 201 for what is new, 200 for what was there already. */
export class Answer<T> {
  private constructor(
    readonly status: number,
    readonly body: T,
  ) {}

  static created<T>(body: T): Answer<T> {
    return new Answer(201, body);
  }

  static existing<T>(body: T): Answer<T> {
    return new Answer(200, body);
  }
}

/** Unwraps `Answer` and sets its status. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((value: unknown) => {
        if (!(value instanceof Answer)) return value;
        response.status(value.status);
        return value.body as unknown;
      }),
    );
  }
}
