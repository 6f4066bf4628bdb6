import { Injectable } from '@nestjs/common';
import { abilityList, type ActorContext } from '@tagloom/access';
import type { Locale, LoginRequest, Me, Role } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { departmentNotFound } from './department-failures.js';
import { DepartmentsRepository } from './departments.repository.js';
import { LoginThrottle } from './login-throttle.js';
import { passwordMatches } from './passwords.js';
import { RolesRepository } from './roles.repository.js';
import { SessionsRepository } from './sessions.repository.js';
import { UsersRepository } from './users.repository.js';

const SEE_AS_ROLES: ReadonlySet<Role> = new Set(['admin', 'compliance']);

/** Signing in and out, and who I am. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersRepository,
    private readonly departments: DepartmentsRepository,
    private readonly roles: RolesRepository,
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
    if ((await this.roles.of(user.id)).length === 0) throw noRole();
    const token = await this.sessions.open(user.id, this.clock.now());
    return { token, me: await this.findMe(user.id, undefined) };
  }

  async logout(token: string): Promise<void> {
    await this.sessions.close(token);
  }

  async me(context: ActorContext): Promise<Me> {
    const id = requirePerson(context);
    if (!context.seeAs) return this.findMe(id, context.departmentId);
    const department = await this.departments.find(context.departmentId ?? '');
    return { ...(await this.findMe(id, null)), seeAs: department && { id: department.id, name: department.name } };
  }

  async updateMe(context: ActorContext, locale: Locale): Promise<Me> {
    const id = requirePerson(context);
    await this.users.setLocale(id, locale);
    return this.findMe(id, context.departmentId);
  }

  /** The session goes on in another of the person's departments. One that is not theirs and one that is not there are the same. */
  async act(context: ActorContext, token: string, departmentId: string | null): Promise<Me> {
    const id = requirePerson(context);
    if (!(await this.sessions.act(token, departmentId))) throw departmentNotFound(departmentId ?? '', 'departmentId');
    return this.findMe(id, departmentId);
  }

  /** Looks through a department's eyes, or through their own again: for those who may see all of it anyway. */
  async seeAs(context: ActorContext, token: string, departmentId: string | null): Promise<Me> {
    requirePerson(context);
    const mayLook = context.seeAs || (context.departmentId === null && SEE_AS_ROLES.has(context.role));
    if (!mayLook)
      throw new DomainError(
        'forbidden',
        'Only administrators and compliance of the whole organisation see as others do.',
        {
          hint: 'Act for the whole organisation, in one of these roles.',
        },
      );
    if (!(await this.sessions.seeAs(token, departmentId))) throw departmentNotFound(departmentId ?? '', 'departmentId');
    return this.me({ ...context, departmentId, ...(departmentId === null ? { seeAs: undefined } : { seeAs: true }) });
  }

  /** `departmentId` is where they act; undefined is the first of their departments. */
  private async findMe(id: string, departmentId: string | null | undefined): Promise<Me> {
    const [user, roles] = await Promise.all([this.users.find(id), this.roles.of(id)]);
    if (!user) throw new DomainError('unauthenticated', 'The account no longer exists.');
    const acting = roles.find((one) => one.departmentId === departmentId) ?? roles[0];
    if (!acting) throw noRole();
    const { email, name, locale } = user;
    const { role } = acting;
    return {
      id,
      email,
      name,
      role,
      locale,
      department: acting.departmentId === null ? null : { id: acting.departmentId, name: acting.departmentName ?? '' },
      abilities: abilityList(role),
      seeAs: null,
      departments: roles.map((one) => ({ id: one.departmentId, name: one.departmentName, role: one.role })),
    };
  }
}

const noRole = () =>
  new DomainError('no_role', 'The account belongs to no department.', { hint: 'Ask an administrator.' });

function requirePerson({ actor }: ActorContext): string {
  if (actor.kind !== 'person')
    throw new DomainError('forbidden', 'An API key has no account of its own.', { hint: 'Sign in as a person.' });
  return actor.id;
}
