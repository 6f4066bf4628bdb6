import { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A strict policy for the web app; `unsafe-inline` styles are what the component library writes at run time. */
const helmetHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Whoever ends TLS in front of us decides on it; on plain http it would be ignored anyway.
  strictTransportSecurity: false,
});

/** Nothing here depends on the request, so helmet is asked once: its dozen middlewares cost too much per event. */
export function securityHeaders(): RequestHandler {
  const headers = Object.entries(headersOfHelmet());
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function headersOfHelmet(): Record<string, string> {
  const request = { method: 'GET', headers: {} };
  const sample = new ServerResponse(request as ConstructorParameters<typeof ServerResponse>[0]);
  helmetHeaders(sample.req, sample, (error) => {
    if (error) throw error;
  });
  return sample.getHeaders() as Record<string, string>;
}

/** Nothing that the API answers may be kept by a cache. */
export const neverStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
