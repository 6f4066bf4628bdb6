import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import { ExceptionToErrorBody } from './exception.filter.js';
import { jsonBody } from './json-body.js';
import { serveOpenApi } from './openapi.js';
import { neverStore, securityHeaders } from './security-headers.js';
import { ValidationPipe } from './validation.pipe.js';
import { webApp } from './web-app.js';

/** Everything between the socket and the controllers, the same in tests as in the real process. */
export function configureHttp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.disable('etag');
  // A proxy on this machine may say who the caller is; nobody else may.
  app.set('trust proxy', 'loopback');
  app.use(securityHeaders());
  app.use('/api', neverStore);
  app.use(webApp());
  app.use(cookieParser());
  app.use(jsonBody());
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ExceptionToErrorBody());
  serveOpenApi(app);
}
