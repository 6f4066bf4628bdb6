import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ZodDto } from 'nestjs-zod';

export interface RespondsOptions {
  /** 200 when absent. */
  status?: number;
  description?: string;
}

/**
 * Declares what a route answers: status and, for OpenAPI, the schema (`[Dto]` for a list, null for no body).
 * The answer itself is not parsed again: it is built from typed code, and parsing would double the cost of long lists.
 */
export function Responds(
  type: ZodDto | [ZodDto] | null,
  { status = 200, description = '' }: RespondsOptions = {},
): MethodDecorator {
  const schema = Array.isArray(type) ? { type: [type[0].Output] as [ZodDto] } : type ? { type: type.Output } : {};
  return applyDecorators(HttpCode(status), ApiResponse({ status, description, ...schema }));
}
