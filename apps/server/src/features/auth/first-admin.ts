import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PROCESS_ROLE, type ProcessRole } from '../../platform/settings/process-role.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { hashPassword } from './passwords.js';
import { UsersRepository } from './users.repository.js';

const EMAIL = 'admin@tagloom.local';

/** The way into an empty system: an administrator whose password is printed once. The demo brings its own people. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  constructor(
    private readonly users: UsersRepository,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
    @Inject(PROCESS_ROLE) private readonly role: ProcessRole,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.demo || !this.role.api || !(await this.users.isEmpty())) return;
    const password = randomBytes(12).toString('base64url');
    await this.users.insert({
      email: EMAIL,
      name: '管理员',
      role: 'admin',
      departmentId: null,
      locale: 'zh-CN',
      passwordHash: await hashPassword(password),
    });
    process.stdout.write(`First account: ${EMAIL} with the password ${password} (shown only now)\n`);
  }
}
