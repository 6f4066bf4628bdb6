import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { ADMIN_KEY_NAME } from '@tagloom/contracts';
import type { Authenticator } from '../../platform/access/authenticator.js';
import { Clock } from '../../platform/clock/clock.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** A revoked key works at most this long in other processes; in this one it ends at once. */
const KEEP_MS = 5_000;

/** Whoever has the key that the installation was started with. */
export const ADMIN: ActorContext = Object.freeze({
  actor: Object.freeze({ kind: 'api', id: 'admin', name: ADMIN_KEY_NAME }),
  role: 'admin',
  departmentId: null,
  locale: 'zh-CN',
});

/** Tells the guard who calls. API keys are remembered for seconds, because a stream of events asks thousands of times. */
@Injectable()
export class RequestAuthenticator implements Authenticator {
  private readonly remembered = new Map<string, { caller: ActorContext; until: number }>();
  private readonly adminKeyHash: Buffer | null;

  constructor(
    private readonly apiKeys: ApiKeysRepository,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: ResolvedSettings,
  ) {
    this.adminKeyHash = settings.adminKey === null ? null : hashKey(settings.adminKey);
  }

  async byApiKey(key: string): Promise<ActorContext | null> {
    const hash = hashKey(key);
    if (this.adminKeyHash && timingSafeEqual(hash, this.adminKeyHash)) return ADMIN;
    const name = hash.toString('base64');
    const known = this.remembered.get(name);
    if (known && known.until > performance.now()) return known.caller;
    this.remembered.delete(name);
    const caller = await this.apiKeys.use(hash);
    if (caller) this.remembered.set(name, { caller, until: performance.now() + KEEP_MS });
    return caller;
  }

  bySession(token: string): Promise<ActorContext | null> {
    return this.sessions.find(token, this.clock.now());
  }

  /** After a key was revoked. */
  forgetKeys(): void {
    this.remembered.clear();
  }
}

/** Keys are 32 random bytes: a fast hash is enough, there is nothing to guess. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
