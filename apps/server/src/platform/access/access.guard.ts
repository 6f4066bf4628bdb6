import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { can, type ActorContext, type Policy } from '@tagloom/access';
import { DomainError } from '../errors/domain-error.js';
import { acceptedLocale } from './accepted-locale.js';
import { AUTHENTICATOR, type Authenticator } from './authenticator.js';
import { bearerKeyOf, sessionTokenOf, type AuthenticatedRequest } from './authenticated-request.js';
import { refuseCrossSite } from './cross-site.js';
import { EVEN_WHILE_SEEING_AS, POLICY, PUBLIC, SIGNED_IN } from './policy.decorator.js';

/** Every request passes here: who is it, did it come from us, may the role do what the route declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const declared = <T>(key: string) =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    if (declared<boolean>(PUBLIC)) {
      refuseCrossSite(request, false);
      return true;
    }
    const actorContext = await this.authenticate(request);
    request.actorContext = actorContext;
    const policy = declared<Policy>(POLICY);
    if (actorContext.seeAs && !declared<boolean>(EVEN_WHILE_SEEING_AS)) refuseChanges(request, policy);
    if (declared<boolean>(SIGNED_IN)) return true;
    if (!policy || !can(actorContext.role, policy))
      throw new DomainError('forbidden', 'Your role does not allow this.', {
        hint: 'Ask an administrator.',
        ...(policy && { params: { action: policy.action, subject: policy.subject, role: actorContext.role } }),
      });
    return true;
  }

  /** People are spoken to in the language they chose; a program says with each request which one it wants. */
  private async authenticate(request: AuthenticatedRequest): Promise<ActorContext> {
    const key = bearerKeyOf(request);
    if (key !== undefined) {
      const caller = key && (await this.authenticator.byApiKey(key));
      if (caller) return { ...caller, locale: acceptedLocale(request.headers['accept-language']) ?? caller.locale };
      throw new DomainError('unauthenticated', 'The API key is unknown or was revoked.', {
        hint: 'Send Authorization: Bearer <key>.',
      });
    }
    const token = sessionTokenOf(request);
    const caller = token && (await this.authenticator.bySession(token));
    if (!caller) throw new DomainError('unauthenticated', 'Sign in first.', { hint: 'Sign in, or send an API key.' });
    refuseCrossSite(request, true);
    return caller;
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Through the eyes of a department one looks. What a POST merely asks, such as a search, has the policy `read` and is a look too. */
function refuseChanges({ method }: AuthenticatedRequest, policy: Policy | undefined): void {
  if (SAFE_METHODS.has(method) || policy?.action === 'read') return;
  throw new DomainError('see_as_read_only', 'You look through the eyes of a department and can change nothing.', {
    hint: 'Leave that view first: PUT /api/v1/me/see-as with departmentId null.',
  });
}
