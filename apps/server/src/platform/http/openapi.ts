import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ErrorBody } from '@tagloom/contracts';
import type { Request, Response } from 'express';
import { cleanupOpenApiDoc, createZodDto } from 'nestjs-zod';

class ErrorBodyDto extends createZodDto(ErrorBody) {}

/** The description of every route: schemas from the contracts, and the one shape of all failures. */
export function buildOpenApi(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Tagloom')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'apiKey')
    .addCookieAuth('tagloom_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('apiKey')
    .addSecurityRequirements('session')
    .addGlobalResponse({
      status: 'default',
      description: 'Any failure: a stable code, the place and what to do.',
      type: ErrorBodyDto.Output,
    })
    .build();
  return cleanupOpenApiDoc(SwaggerModule.createDocument(app, config));
}

/** Serves it at `/api/openapi.json`, built once, at the first request. */
export function serveOpenApi(app: NestExpressApplication): void {
  let document: OpenAPIObject | undefined;
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    response.json((document ??= buildOpenApi(app)));
  });
}
