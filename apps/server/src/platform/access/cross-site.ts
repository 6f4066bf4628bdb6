import type { Request } from 'express';
import { DomainError } from '../errors/domain-error.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that another site may have made the browser send. `strict` is for requests that a cookie
 * authenticates: they must prove where they come from. Without it (signing in) only proof of the opposite refuses.
 */
export function refuseCrossSite(request: Request, strict: boolean): void {
  if (SAFE_METHODS.has(request.method)) return;
  const verdict = originVerdict(request);
  if (verdict === 'own') return;
  if (verdict === 'unknown' && (!strict || request.headers['x-requested-with'] === 'tagloom')) return;
  throw new DomainError('cross_site_request', 'This request did not come from Tagloom itself.', {
    hint: 'Scripts use an API key. A page of Tagloom sends X-Requested-With: tagloom.',
  });
}

function originVerdict({ headers }: Request): 'own' | 'foreign' | 'unknown' {
  const site = headers['sec-fetch-site'];
  // «none»: the person typed the address or opened a bookmark.
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign';
  const { origin } = headers;
  if (origin === undefined) return 'unknown';
  return URL.canParse(origin) && new URL(origin).host === headers.host ? 'own' : 'foreign';
}
