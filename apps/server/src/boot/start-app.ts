import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import { configureHttp } from '../platform/http/configure-http.js';
import { PinoLogger } from '../platform/logging/pino-logger.js';
import type { ProcessRole } from '../platform/settings/process-role.js';
import type { ResolvedSettings } from '../platform/settings/resolve-secret.js';
import { portError } from './require-free-port.js';

/** Boots Nest in this role; an API process listens when this returns. */
export async function startApp(settings: ResolvedSettings, role: ProcessRole): Promise<INestApplicationContext> {
  const module = AppModule.register(settings, role);
  const logger = new PinoLogger();
  if (!role.api) return NestFactory.createApplicationContext(module, { logger, abortOnError: false });
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  configureHttp(app);
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw portError(error as NodeJS.ErrnoException, settings.port, settings.host);
  }
  return app;
}
