import type { PipeTransform, Type } from '@nestjs/common';
import { createZodValidationPipe } from 'nestjs-zod';
import { ZodError } from 'zod';
import { DomainError } from '../errors/domain-error.js';

/** Every zod issue with its path; the first one is also the error's own path. */
export function validationError(error: ZodError): DomainError {
  const issues = error.issues.map((issue) => ({
    // An unknown field is the culprit itself, not the object that holds it.
    path: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.'),
    code: issue.code,
    message: issue.message,
  }));
  const first = issues[0];
  return new DomainError('validation_failed', first.path ? `${first.path}: ${first.message}` : first.message, {
    path: first.path,
    issues: issues.slice(0, 50),
  });
}

/** Validates every parameter whose class was made by `createZodDto`. */
export const ValidationPipe: Type<PipeTransform> = createZodValidationPipe({
  createValidationException: (error) =>
    error instanceof ZodError ? validationError(error) : new Error('not a zod error', { cause: error }),
});
