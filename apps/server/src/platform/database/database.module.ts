import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { ResolvedSettings } from '../settings/resolve-secret.js';
import { SETTINGS } from '../settings/settings.token.js';
import { createPool } from './create-pool.js';
import { POOL } from './pool.token.js';

/** Definitions go through TypeORM, the hot paths through one shared pool. `main` has migrated before this starts. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [SETTINGS],
      useFactory: (settings: ResolvedSettings) => ({
        type: 'postgres' as const,
        url: settings.databaseUrl,
        autoLoadEntities: true,
        synchronize: false,
        migrationsRun: false,
        applicationName: 'tagloom definitions',
        extra: { max: 6 },
      }),
    }),
  ],
  providers: [
    {
      provide: POOL,
      inject: [SETTINGS],
      useFactory: ({ databaseUrl }: ResolvedSettings) => createPool(databaseUrl),
    },
  ],
  exports: [POOL],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
