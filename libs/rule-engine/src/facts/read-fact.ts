import type { FactType } from '@tagloom/contracts';
import { IS_OF_TYPE } from './fact-values.js';
import { pathSegments, resolvePath, walk } from './safe-path.js';

/** Facts by name (`metric.orders_90d`), or nested (`{ metric: { orders_90d: 3 } }`); null and undefined are unknown. */
export type Facts = Readonly<Record<string, unknown>>;
export type FactReader = (facts: Facts) => unknown;

/**
 * A reader of one fact: its own flat key first, else the dotted walk over own properties. Unknown, and values of another
 * type than `type`, read as undefined. Without `type` (imported facts) any value is accepted.
 */
export function factReader(name: string, type?: FactType, path?: string): FactReader {
  const segments = pathSegments(name);
  const isOfType = type && IS_OF_TYPE[type];
  return (facts) => {
    let value = Object.hasOwn(facts, name) ? facts[name] : segments && segments.length > 1 ? walk(facts, segments) : undefined;
    if (value === undefined || value === null || typeof value === 'function') return undefined;
    if (isOfType) return isOfType(value) ? value : undefined;
    if (path !== undefined && typeof value === 'object') value = resolvePath(value, path);
    return value ?? undefined;
  };
}
