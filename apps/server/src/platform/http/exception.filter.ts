import { randomUUID } from 'node:crypto';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorBody } from '@tagloom/contracts';
import type { Request, Response } from 'express';
import type { DomainError } from '../errors/domain-error.js';
import { hintOf } from '../errors/hints.js';
import { log } from '../logging/pino-logger.js';
import { toDomainError } from './to-domain-error.js';

/** Every failure leaves the API as an `ErrorBody`. What nobody expected is logged below an id that the caller is told. */
@Catch()
export class ExceptionToErrorBody implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      // A stream failed half-way: the caller must see a broken answer, not a short one.
      response.destroy();
      log.error({ err: error, method: request.method, path: request.path }, 'an answer broke off');
      return;
    }
    const expected = toDomainError(error);
    if (expected) {
      if (expected.details.retryAfterSeconds)
        response.setHeader('Retry-After', String(expected.details.retryAfterSeconds));
      response.status(expected.status).json(bodyOf(expected));
      return;
    }
    const requestId = randomUUID();
    log.error({ err: error, requestId, method: request.method, path: request.path }, 'an unexpected failure');
    const body: ErrorBody = { error: { code: 'internal', message: 'Something went wrong on our side.', requestId } };
    response.status(500).json(body);
  }
}

function bodyOf({ code, message, details }: DomainError): ErrorBody {
  const { path, hint = hintOf(code), params, issues } = details;
  return {
    error: {
      code,
      message,
      ...(path && { path }),
      ...(hint && { hint }),
      ...(params && { params }),
      ...(issues && { issues }),
    },
  };
}
