import type { Flow, FlowNode } from '@tagloom/contracts';
import { sameValue } from './same-value.js';

/** The nodes of two drawings that stand for each other; what has no counterpart was added or removed. */
export interface NodeMatches {
  pairs: { before: FlowNode; after: FlowNode }[];
  added: FlowNode[];
  removed: FlowNode[];
  /** The later id by the former one. */
  laterId: ReadonlyMap<string, string>;
}

/**
 * Matches nodes by id and kind, the others by what they say: a flow that was imported again, or laid out anew, has other ids.
 * Of several that say the same the first ones are matched.
 */
export function matchNodes(before: Flow, after: Flow): NodeMatches {
  const pairs: NodeMatches['pairs'] = [];
  const left = new Map(before.nodes.map((node) => [node.id, node]));
  const unmatched = after.nodes.filter((node) => {
    const same = left.get(node.id);
    if (same?.kind !== node.kind) return true;
    left.delete(node.id);
    pairs.push({ before: same, after: node });
    return false;
  });
  const added = unmatched.filter((node) => {
    const same = [...left.values()].find(({ kind, data }) => kind === node.kind && sameValue(data, node.data));
    if (!same) return true;
    left.delete(same.id);
    pairs.push({ before: same, after: node });
    return false;
  });
  const laterId = new Map(pairs.map((pair) => [pair.before.id, pair.after.id]));
  return { pairs, added, removed: [...left.values()], laterId };
}
