import type { Runtime } from '../evaluation/runtime.js';

/**
 * The runtime in which flows that only go by other names are not asked because of those names: what they said of a customer they
 * still say. Everybody else who reads a tag that comes or goes is asked as ever. Pure.
 */
export function quietAbout(runtime: Runtime, flowIds: ReadonlySet<number>, tagKeys: readonly string[]): Runtime {
  if (flowIds.size === 0) return runtime;
  const facts = new Set(tagKeys.map((key) => `tag.${key}`));
  const quiet = (reads: ReadonlySet<string>) => new Set([...reads].filter((fact) => !facts.has(fact)));
  return {
    ...runtime,
    flows: runtime.flows.map((flow) => (flowIds.has(flow.id) ? { ...flow, reads: quiet(flow.reads) } : flow)),
  };
}
