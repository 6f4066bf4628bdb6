import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { log } from '../logging/pino-logger.js';
import type { ResolvedSettings } from '../settings/resolve-secret.js';
import { SETTINGS } from '../settings/settings.token.js';
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
      useFactory: (settings: ResolvedSettings) => {
        const pool = new pg.Pool({
          connectionString: settings.databaseUrl,
          max: 16,
          application_name: 'tagloom',
          pipeline: true,
        });
        // An idle connection that the server closes must not end the process; the next query opens another.
        pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
        return pool;
      },
    },
  ],
  exports: [POOL],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
