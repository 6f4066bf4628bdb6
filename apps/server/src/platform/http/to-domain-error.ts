import { HttpException } from '@nestjs/common';
import { AccessError } from '@tagloom/access';
import type { ErrorCode } from '@tagloom/contracts';
import { ZodError } from 'zod';
import { postgresCodeOf } from '../database/postgres-errors.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from './validation.pipe.js';

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'validation_failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  503: 'unavailable',
};

/** PostgreSQL's answers to values that slipped through a schema: bad bytes, out of range, unreadable number or date. */
const BAD_VALUE = new Set(['22021', '22P05', '22003', '22P02', '22007', '22008', '22001']);
/** Locked, shutting down, too many connections. */
const UNAVAILABLE = new Set(['55P03', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET']);

/** The expected failure that `error` amounts to, or null: a defect of ours. */
export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof ZodError) return validationError(error);
  if (error instanceof AccessError)
    return new DomainError('forbidden', 'The caller is not known well enough for this.');
  const refused = clientErrorCodeOf(error);
  if (refused) return new DomainError(refused, error instanceof Error ? error.message : '');
  const code = postgresCodeOf(error);
  if (code && BAD_VALUE.has(code))
    return new DomainError('validation_failed', 'A value is out of range or cannot be stored.');
  if (code && UNAVAILABLE.has(code))
    return new DomainError('unavailable', 'The database cannot answer right now.', {
      hint: 'Try again in a moment.',
      retryAfterSeconds: 2,
    });
  return null;
}

/** What Nest and Express themselves refuse: an unknown address, a path that cannot be decoded. */
function clientErrorCodeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof HttpException) return CODE_OF_STATUS[error.getStatus()];
  // The convention of the http-errors package: «expose» marks the caller's own mistakes.
  const isClientError = error instanceof Error && 'expose' in error && error.expose === true && 'status' in error;
  return isClientError ? CODE_OF_STATUS[Number(error.status)] : undefined;
}
