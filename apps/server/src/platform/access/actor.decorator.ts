import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { DomainError } from '../errors/domain-error.js';
import type { AuthenticatedRequest } from './authenticated-request.js';

/** The caller's {@link ActorContext}, the first argument of every service method. */
export const Actor = createParamDecorator((_data: unknown, context: ExecutionContext): ActorContext => {
  const { actorContext } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!actorContext) throw new DomainError('unauthenticated', 'Sign in first.');
  return actorContext;
});
