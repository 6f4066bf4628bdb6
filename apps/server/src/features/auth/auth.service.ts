import { Injectable } from '@nestjs/common';
import { abilityList, type ActorContext } from '@tagloom/access';
import type { Locale, LoginRequest, Me } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { LoginThrottle } from './login-throttle.js';
import { passwordMatches } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';
import { UsersRepository } from './users.repository.js';

/** Signing in and out, and who I am. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
  ) {}

  /** A new session for the right password; one and the same answer for a wrong one and for nobody. */
  async login({ email, password }: LoginRequest, address: string): Promise<{ token: string; me: Me }> {
    const account = email.trim().toLowerCase();
    await this.throttle.admit(account, address);
    const user = await this.users.findForLogin(account);
    if (!(await passwordMatches(password, user?.passwordHash ?? null)) || !user)
      throw new DomainError('wrong_credentials', 'The email or the password is wrong.', {
        hint: 'Check both and try again.',
      });
    await this.throttle.forgive(account, address);
    const token = await this.sessions.open(user.id, this.clock.now());
    return { token, me: await this.findMe(user.id) };
  }

  async logout(token: string): Promise<void> {
    await this.sessions.close(token);
  }

  me(context: ActorContext): Promise<Me> {
    return this.findMe(requirePerson(context));
  }

  async updateMe(context: ActorContext, locale: Locale): Promise<Me> {
    const id = requirePerson(context);
    await this.users.setLocale(id, locale);
    return this.findMe(id);
  }

  private async findMe(id: string): Promise<Me> {
    const user = await this.users.find(id);
    if (!user) throw new DomainError('unauthenticated', 'The account no longer exists.');
    const { email, name, role, locale, department } = user;
    return {
      id,
      email,
      name,
      role,
      locale,
      department: department && { id: department.id, name: department.name },
      abilities: abilityList(role),
    };
  }
}

function requirePerson({ actor }: ActorContext): string {
  if (actor.kind !== 'person')
    throw new DomainError('forbidden', 'An API key has no account of its own.', { hint: 'Sign in as a person.' });
  return actor.id;
}
