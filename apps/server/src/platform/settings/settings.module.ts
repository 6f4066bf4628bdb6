import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { PROCESS_ROLE, type ProcessRole } from './process-role.js';
import type { ResolvedSettings } from './resolve-secret.js';
import { SETTINGS } from './settings.token.js';

/** Settings, role and clock for everyone. */
@Global()
@Module({})
export class SettingsModule {
  static register(settings: ResolvedSettings, role: ProcessRole): DynamicModule {
    return {
      module: SettingsModule,
      providers: [{ provide: SETTINGS, useValue: settings }, { provide: PROCESS_ROLE, useValue: role }, Clock],
      exports: [SETTINGS, PROCESS_ROLE, Clock],
    };
  }
}
