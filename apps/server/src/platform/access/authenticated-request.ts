import type { ActorContext } from '@tagloom/access';
import type { Request } from 'express';

/** A request after the access guard. */
export interface AuthenticatedRequest extends Request {
  actorContext?: ActorContext;
}

export const SESSION_COOKIE = 'tagloom_session';

/** The session token of the cookie, if the caller sent one. */
export function sessionTokenOf(request: Request): string | undefined {
  const cookies: Record<string, unknown> = request.cookies ?? {};
  const token = cookies[SESSION_COOKIE];
  return typeof token === 'string' && token.length > 0 && token.length <= 200 ? token : undefined;
}

/** The key of `Authorization: Bearer <key>`, if the caller sent one; an empty text when the header is something else. */
export function bearerKeyOf(request: Request): string | undefined {
  const header = request.headers.authorization;
  return header === undefined ? undefined : (/^Bearer +(\S{1,500})$/i.exec(header)?.[1] ?? '');
}
