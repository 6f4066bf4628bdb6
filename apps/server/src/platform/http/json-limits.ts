import { GOLDEN_LIMITS } from '@tagloom/contracts';

/** Bodies of the bulk routes, and of all others, in bytes. */
export const BULK_BODY_LIMIT = 5 * 1024 * 1024;
export const BODY_LIMIT = 1024 * 1024;
/** Deeper JSON is refused before any recursive code sees it. */
export const MAX_JSON_DEPTH = 100;

const BULK_PATHS = new Set(['/api/v1/events', '/api/v1/customers/profiles']);

/** The largest body that `path` takes, in bytes. */
export function bodyLimitOf(path: string): number {
  return BULK_PATHS.has(path.replace(/\/+$/, '')) ? BULK_BODY_LIMIT : BODY_LIMIT;
}

/** The events route refuses NUL event by event, so that one bad event never loses its neighbours. */
export function checksItemsItself(path: string): boolean {
  return path.replace(/\/+$/, '') === '/api/v1/events';
}

export const FILE_LIMIT = GOLDEN_LIMITS.file;
const FILE_PATH = /^\/api\/v1\/flows\/[^/]+\/golden\/read\/*$/;

/** Routes that take a file as it is; `request.body` is its bytes, up to `FILE_LIMIT` of them. */
export function takesFile(path: string): boolean {
  return FILE_PATH.test(path);
}
