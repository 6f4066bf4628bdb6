import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { ResolvedSettings } from '../settings/resolve-secret.js';
import { SETTINGS } from '../settings/settings.token.js';
import { appUrl } from './app-url.js';
import { createPool } from './create-pool.js';
import { POOL, VIEWER_POOL } from './pool.token.js';
import { ScopedDatabase } from './scoped-database.js';

/** Requests read what is scoped on connections of their own. */
const VIEWER_POOL_SIZE = 8;

/** Definitions go through TypeORM, the hot paths through one shared pool. `main` has migrated before this starts. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [SETTINGS],
      useFactory: (settings: ResolvedSettings) => ({
        type: 'postgres' as const,
        url: appUrl(settings.databaseUrl, 'system'),
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
      useFactory: ({ databaseUrl }: ResolvedSettings) => createPool(appUrl(databaseUrl, 'system')),
    },
    {
      provide: VIEWER_POOL,
      inject: [SETTINGS],
      useFactory: ({ databaseUrl }: ResolvedSettings) => createPool(appUrl(databaseUrl, 'viewer'), VIEWER_POOL_SIZE),
    },
    ScopedDatabase,
  ],
  exports: [POOL, ScopedDatabase],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
