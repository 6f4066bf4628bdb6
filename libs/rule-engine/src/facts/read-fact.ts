import type { FactType } from '@tagloom/contracts';
import { IS_OF_TYPE } from './fact-values.js';
import { isHeldFact } from './held-fact.js';
import { nameSegments, resolvePath, walk } from './safe-path.js';

/** Facts by name (`metric.orders_90d`), or nested (`{ metric: { orders_90d: 3 } }`); null and undefined are unknown. */
export type Facts = Readonly<Record<string, unknown>>;
/** Reads one fact of {@link ownFacts}; undefined when unknown. */
export type FactReader = (facts: Facts) => unknown;

/**
 * The facts without anything inherited. Plain objects pass as they are: what they inherit are functions, which are never
 * facts. Asking once per evaluation is several times faster than asking `hasOwn` for every fact.
 */
export function ownFacts(facts: Facts): Facts {
  const prototype: unknown = Object.getPrototypeOf(facts);
  return prototype === Object.prototype || prototype === null
    ? facts
    : Object.assign(Object.create(null) as object, facts);
}

const unknown: FactReader = () => undefined;

/**
 * A reader of one fact: its own flat key first, else the dotted walk over own properties. Unknown, and values of another
 * type than `type`, read as undefined. Without `type` (imported facts) any value is accepted.
 */
export function factReader(name: string, type?: FactType, path?: string): FactReader {
  if (isHeldFact(name)) return (facts) => facts[name] === true;
  const segments = nameSegments(name);
  if (!segments) return unknown;
  const find: FactReader =
    segments.length > 1
      ? (facts) => facts[name] ?? (Object.hasOwn(facts, name) ? undefined : walk(facts, segments))
      : (facts) => facts[name];
  if (type) {
    const isOfType = IS_OF_TYPE[type];
    return (facts) => {
      const value = find(facts);
      return isOfType(value) ? value : undefined;
    };
  }
  return (facts) => {
    const value = find(facts);
    if (typeof value === 'function') return undefined;
    return (
      (path !== undefined && typeof value === 'object' && value !== null ? resolvePath(value, path) : value) ??
      undefined
    );
  };
}
