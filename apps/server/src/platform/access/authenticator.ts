import type { ActorContext } from '@tagloom/access';

/** Recognises callers. The auth feature implements it; the guard, which is platform, knows only this. */
export interface Authenticator {
  /** Null when the key is unknown or revoked. */
  byApiKey(key: string): Promise<ActorContext | null>;
  /** Null when the session is unknown or has ended. */
  bySession(token: string): Promise<ActorContext | null>;
}

/** Injection token of the {@link Authenticator}. */
export const AUTHENTICATOR = Symbol('Authenticator');
