import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { inspectJson, type JsonFlaw } from './inspect-json.js';
import {
  BODY_LIMIT,
  BULK_BODY_LIMIT,
  bodyLimitOf,
  checksItemsItself,
  FILE_LIMIT,
  MAX_JSON_DEPTH,
  takesFile,
} from './json-limits.js';

/** Reads JSON bodies: 415 for other types, 413 above the route's limit, 400 for what is malformed, too deep or holds NUL. */
export function jsonBody(): RequestHandler {
  const parsers = new Map([BODY_LIMIT, BULK_BODY_LIMIT].map((limit) => [limit, express.json({ limit })]));
  const file = express.raw({ type: () => true, limit: FILE_LIMIT });
  return (request, response, next) => {
    refuseNulInAddress(request);
    if (!hasBody(request)) return next();
    if (takesFile(request.path))
      return file(request, response, (error?: unknown) =>
        next(error === undefined ? undefined : describeParserError(error, FILE_LIMIT)),
      );
    if (!request.is(['json', '+json']))
      throw new DomainError('unsupported_media_type', 'The body is not JSON.', {
        hint: 'Send Content-Type: application/json.',
      });
    const limit = bodyLimitOf(request.path);
    parsers.get(limit)?.(request, response, (error?: unknown) => afterParsing(request, next, limit, error));
  };
}

function afterParsing(request: Request, next: NextFunction, limit: number, error: unknown): void {
  if (error !== undefined) return next(describeParserError(error, limit));
  const flaw = inspectJson(request.body, { allowNul: checksItemsItself(request.path) });
  next(flaw ? describeFlaw(flaw) : undefined);
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function refuseNulInAddress(request: Request): void {
  if (!request.url.includes('%00')) return;
  const culprit = [...new URLSearchParams(request.url.split('?')[1] ?? '')].find((pair) =>
    pair.some((text) => text.includes('\u0000')),
  );
  throw describeFlaw({ kind: 'nul', path: culprit ? culprit[0].replaceAll('\u0000', '') : 'path' });
}

function describeFlaw({ kind, path }: JsonFlaw): DomainError {
  const message = kind === 'nul' ? 'must not contain NUL characters' : `nested deeper than ${MAX_JSON_DEPTH} levels`;
  return new DomainError('validation_failed', path ? `${path}: ${message}` : message, {
    path,
    issues: [{ path, code: kind, message }],
  });
}

function describeParserError(error: unknown, limit: number): DomainError {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  if (type === 'entity.too.large')
    return new DomainError('body_too_large', `The body is larger than ${limit} bytes.`, {
      hint: 'Split it into several calls.',
      params: { limit },
    });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new DomainError('unsupported_media_type', 'The body has an unsupported character set or content encoding.', {
      hint: 'Send UTF-8, plain or compressed with gzip.',
    });
  const reason = error instanceof Error ? error.message : 'unreadable';
  return new DomainError('malformed_json', `The body is not well-formed JSON: ${reason}`, {
    hint: 'Check the JSON syntax.',
  });
}
