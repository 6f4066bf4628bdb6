import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.js';
import { Clock } from '../platform/clock/clock.js';
import { appUrl } from '../platform/database/app-url.js';
import { createPool } from '../platform/database/create-pool.js';
import { POOL } from '../platform/database/pool.token.js';
import { configureHttp } from '../platform/http/configure-http.js';
import { PinoLogger } from '../platform/logging/pino-logger.js';
import type { ProcessRole } from '../platform/settings/process-role.js';
import type { ResolvedSettings } from '../platform/settings/resolve-secret.js';
import { TestClient } from './test-client.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export const TEST_ADMIN_KEY = 'test-admin-key-0123456789abcdef';

export interface TestAppOptions {
  /** Both when absent. */
  role?: ProcessRole;
  settings?: Partial<ResolvedSettings>;
  /** Moves time. */
  clock?: Clock;
  /** Connections of the hot paths; as many as usual when absent. */
  poolSize?: number;
  /** An existing database, for tests of several processes; the caller drops it. */
  database?: TestDatabase;
  /** Controllers that exist only in this test. */
  controllers?: Type[];
}

export interface TestApp {
  app: NestExpressApplication;
  url: string;
  database: TestDatabase;
  /** Calls with the admin key. */
  client: TestClient;
  /** Calls without any credentials. */
  anonymous: TestClient;
  close(): Promise<void>;
}

/** The whole server on a fresh database, listening on a free port. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'tagloom-test-app-'));
  const settings: ResolvedSettings = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    databaseUrl: database.url,
    redisUrl: null,
    secret: 'a secret of at least 32 characters',
    adminKey: TEST_ADMIN_KEY,
    demo: true,
    timeZone: 'Asia/Shanghai',
    allowPrivateWebhooks: false,
    ...options.settings,
  };
  const module = AppModule.register(settings, options.role ?? { api: true, worker: true });
  const builder = Test.createTestingModule({ imports: [module], controllers: options.controllers ?? [] });
  if (options.clock) builder.overrideProvider(Clock).useValue(options.clock);
  if (options.poolSize)
    builder.overrideProvider(POOL).useValue(createPool(appUrl(database.url, 'system'), options.poolSize));
  const compiled = await builder.setLogger(new PinoLogger()).compile();
  const app = compiled.createNestApplication<NestExpressApplication>({ bodyParser: false });
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    url,
    database,
    client: new TestClient(url, { authorization: `Bearer ${TEST_ADMIN_KEY}` }),
    anonymous: new TestClient(url),
    close: async () => {
      await app.close();
      if (!options.database) await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
