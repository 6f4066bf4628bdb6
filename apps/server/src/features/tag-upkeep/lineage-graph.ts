import type {
  Flow,
  Lineage,
  LineageNode,
  LocalizedText,
  MetricDefinition,
  RfmModelDefinition,
} from '@tagloom/contracts';
import { readingOf } from './flow-reading.js';

/** What the caller may know of: nothing else takes part, so nothing else can show as a gap. */
export interface LineageWorld {
  tags: ReadonlyMap<string, { id: number; name: LocalizedText }>;
  /** As published or, where that never happened, as drawn. */
  flows: readonly { id: number; flow: Flow; isPublished: boolean }[];
  metrics: ReadonlyMap<string, MetricDefinition>;
  rfmModels: readonly RfmModelDefinition[];
  eventTypes: ReadonlyMap<string, { label: LocalizedText }>;
  profileFields: ReadonlyMap<string, LocalizedText>;
}

type Node = Omit<LineageNode, 'distance'>;
const MAX_NODES = 300;

/**
 * From what a tag comes and what is made of it: event type → metric → flow → tag → flow …, both ways, up to `depth` steps. A
 * node that is reached both ways stands where it was reached first. Pure.
 */
export function lineageOf(tagKey: string, world: LineageWorld, depth: number): Lineage {
  const { nodes, from, to } = graphOf(world);
  const root = tagNode(tagKey);
  const distances = new Map<string, number>([[root, 0]]);
  let truncated = false;
  for (const [direction, next] of [
    [-1, from],
    [1, to],
  ] as const) {
    let edge = [root];
    for (let step = 1; edge.length > 0; step++) {
      const reached = [...new Set(edge.flatMap((id) => [...(next.get(id) ?? [])]))].filter((id) => !distances.has(id));
      if (step > depth || distances.size + reached.length > MAX_NODES) {
        truncated ||= reached.length > 0;
        break;
      }
      for (const id of reached) distances.set(id, direction * step);
      edge = reached;
    }
  }
  const inside = [...distances].flatMap(([id, distance]) => {
    const node = nodes.get(id);
    return node ? [{ ...node, distance }] : [];
  });
  return {
    nodes: inside.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1)),
    edges: inside.flatMap(({ id }) =>
      [...(to.get(id) ?? [])].filter((end) => distances.has(end)).map((end) => ({ from: id, to: end })),
    ),
    truncated,
  };
}

const tagNode = (key: string) => `tag:${key}`;

interface Graph {
  nodes: Map<string, Node>;
  to: Map<string, Set<string>>;
  from: Map<string, Set<string>>;
}

function graphOf(world: LineageWorld): Graph {
  const nodes = new Map<string, Node>();
  const to = new Map<string, Set<string>>();
  const from = new Map<string, Set<string>>();
  const link = (start: string, end: string) => {
    if (!nodes.has(start) || !nodes.has(end)) return;
    to.set(start, (to.get(start) ?? new Set()).add(end));
    from.set(end, (from.get(end) ?? new Set()).add(start));
  };
  const add = (node: Node) => nodes.set(node.id, node);
  for (const [key, { id, name }] of world.tags) add({ id: tagNode(key), kind: 'tag', name, ref: String(id) });
  for (const [name, { label }] of world.eventTypes)
    add({ id: `eventType:${name}`, kind: 'eventType', name: label, ref: name });
  for (const [key, label] of world.profileFields)
    add({ id: `profile:${key}`, kind: 'profile', name: label, ref: null });
  for (const [key, { name }] of world.metrics) add({ id: `metric:${key}`, kind: 'metric', name, ref: key });
  for (const [key, definition] of world.metrics)
    for (const type of eventTypesOf(definition)) link(`eventType:${type}`, `metric:${key}`);
  for (const { id, flow, isPublished } of world.flows) {
    const self = `flow:${id}`;
    add({ id: self, kind: 'flow', name: { 'zh-CN': flow.name }, ref: String(id), published: isPublished });
    const reading = readingOf(flow);
    for (const type of reading.eventTypes) link(`eventType:${type}`, self);
    for (const fact of reading.facts) for (const source of sourcesOf(fact, world.rfmModels)) link(source, self);
    for (const field of reading.fields) link(self, `profile:${field}`);
    for (const channel of reading.channels) {
      add({
        id: `channel:${channel}`,
        kind: 'channel',
        name: CHANNEL_NAMES[channel] ?? { 'zh-CN': channel },
        ref: null,
      });
      link(self, `channel:${channel}`);
    }
    for (const [key, uses] of reading.tags) {
      if (uses.has('reads') || uses.has('audience')) link(tagNode(key), self);
      if (uses.has('sets') || uses.has('removes') || uses.has('suggests')) link(self, tagNode(key));
    }
  }
  return { nodes, to, from };
}

/** Nodes behind a fact; a tag's are linked by its use. */
function sourcesOf(fact: string, models: readonly RfmModelDefinition[]): string[] {
  const dot = fact.indexOf('.');
  const [source, name] = [fact.slice(0, dot), fact.slice(dot + 1)];
  if (source === 'profile') return [`profile:${name}`];
  if (source === 'metric') return [`metric:${name}`];
  if (source !== 'rfm') return [];
  const model = models.find(({ key }) => name.startsWith(`${key}_`));
  return model ? [model.recency, model.frequency, model.monetary].map((key) => `metric:${key}`) : [];
}

const eventTypesOf = ({ eventTypes, then }: MetricDefinition): string[] => [...eventTypes, ...(then?.eventTypes ?? [])];

const CHANNEL_NAMES: Readonly<Record<string, LocalizedText>> = {
  notify: { 'zh-CN': '站内通知', en: 'Notification' },
  sendMaterial: { 'zh-CN': '发送给客户', en: 'Message to the customer' },
  webhook: { 'zh-CN': 'Webhook', en: 'Webhook' },
  assign: { 'zh-CN': '分派跟进人', en: 'Hand-over' },
};
