import type { Catalog, Flow, FlowDifference, FlowNode, Locale } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { diffSettings } from './diff-settings.js';
import { diffWordsOf, type DiffWords } from './diff-words.js';
import { matchNodes, type NodeMatches } from './match-nodes.js';
import { NodeWriter } from './node-words.js';
import { sameValue } from './same-value.js';

type Change = FlowDifference['change'];
type Say = (words: DiffWords, before: NodeWriter, after: NodeWriter) => string;

/**
 * What makes one drawing of a flow another: nodes, connections and settings, each with a plain sentence. Where a node stands
 * does not count. Nodes are matched by id, else by what they say. Pure.
 *
 * @param catalog gives things the names that people gave; without it they have their keys
 */
export function diffFlows(before: Flow, after: Flow, catalog?: Catalog): FlowDifference[] {
  const index = catalog && indexOf(catalog);
  const matches = matchNodes(before, after);
  const say = sayer(before, after, index);
  const added = matches.added.map((node) =>
    say('node', 'added', [node.id], (words, _, later) => words.node.added(later.kind(node), later.says(node))),
  );
  const removed = matches.removed.map((node) =>
    say('node', 'removed', [node.id], (words, former) => words.node.removed(former.kind(node), former.says(node))),
  );
  const changed = matches.pairs
    .filter((pair) => !sameValue(withLaterIds(pair.before, matches), pair.after.data))
    .map((pair) => say('node', 'changed', [pair.after.id], (words, ...writers) => saidOf(pair, words, ...writers)));
  return [
    ...added,
    ...removed,
    ...changed,
    ...diffEdges(before, after, matches, say),
    ...diffSettings(before, after, index),
  ];
}

function sayer(before: Flow, after: Flow, index: CatalogIndex | undefined) {
  return (subject: FlowDifference['subject'], change: Change, nodeIds: string[], write: Say): FlowDifference => {
    const text = (locale: Locale) =>
      write(diffWordsOf(locale), new NodeWriter(before, locale, index), new NodeWriter(after, locale, index));
    return { subject, change, nodeIds, text: { 'zh-CN': text('zh-CN'), en: text('en') } };
  };
}

/** Details that the words leave out (the text of a material, the params of a fact) are named as such. */
function saidOf(pair: NodeMatches['pairs'][number], words: DiffWords, before: NodeWriter, after: NodeWriter): string {
  const [from, to] = [before.says(pair.before), after.says(pair.after)];
  const kind = after.kind(pair.after);
  return from === to ? words.inside(kind, to) : words.node.changed(kind, from, to);
}

/** A score names its inputs by their ids. */
function withLaterIds(node: FlowNode, { laterId }: NodeMatches): unknown {
  if (node.kind !== 'score') return node.data;
  const weights = Object.entries(node.data.weights).map(([id, weight]) => [laterId.get(id) ?? id, weight] as const);
  return { ...node.data, weights: Object.fromEntries(weights) };
}

function diffEdges(
  before: Flow,
  after: Flow,
  { laterId }: NodeMatches,
  say: ReturnType<typeof sayer>,
): FlowDifference[] {
  const key = (source: string, target: string) => JSON.stringify([source, target]);
  const later = (id: string) => laterId.get(id) ?? `removed ${id}`;
  const former = new Set(before.edges.map(({ source, target }) => key(later(source), later(target))));
  const present = new Set(after.edges.map(({ source, target }) => key(source, target)));
  const added = after.edges
    .filter(({ source, target }) => !former.has(key(source, target)))
    .map(({ source, target }) =>
      say('edge', 'added', [source, target], (words, _, writer) =>
        words.edge.added(writer.named(source), writer.named(target)),
      ),
    );
  const removed = before.edges
    .filter(({ source, target }) => !present.has(key(later(source), later(target))))
    .map(({ source, target }) =>
      say('edge', 'removed', [source, target], (words, writer) =>
        words.edge.removed(writer.named(source), writer.named(target)),
      ),
    );
  return [...added, ...removed];
}
