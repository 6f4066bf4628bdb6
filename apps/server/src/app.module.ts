import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FEATURE_MODULES, WORKER_MODULES } from './feature-modules.js';
import { AccessGuard } from './platform/access/access.guard.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { OutboundModule } from './platform/outbound/outbound.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import type { ProcessRole } from './platform/settings/process-role.js';
import type { ResolvedSettings } from './platform/settings/resolve-secret.js';
import { SettingsModule } from './platform/settings/settings.module.js';

/** The whole server. Which parts come to life is the business of `role`. */
@Module({})
export class AppModule {
  static register(settings: ResolvedSettings, role: ProcessRole): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.register(settings, role),
        DatabaseModule,
        QueueModule,
        OutboundModule,
        ...FEATURE_MODULES,
        ...(role.worker ? WORKER_MODULES : []),
      ],
      providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}
