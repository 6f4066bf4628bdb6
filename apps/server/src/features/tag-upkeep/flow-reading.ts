import type { Flow, TagUse } from '@tagloom/contracts';

/** What a flow reads and what it makes, by name. Nodes count whether they are connected or not: a draft may be half drawn. */
export interface FlowReading {
  /** `profile.city`, `metric.orders_90d`, `tag.vip`… */
  facts: ReadonlySet<string>;
  eventTypes: ReadonlySet<string>;
  /** By tag key. */
  tags: ReadonlyMap<string, ReadonlySet<TagUse>>;
  /** Profile fields that it sets. */
  fields: ReadonlySet<string>;
  /** Actions that leave the house or reach a person. */
  channels: ReadonlySet<string>;
}

const CHANNELS: ReadonlySet<string> = new Set(['notify', 'sendMaterial', 'webhook', 'assign']);
const TAG_FACT = 'tag.';
const USE_OF_ACTION = { addTag: 'sets', setTag: 'sets', removeTag: 'removes', propose: 'suggests' } as const;

/** Pure. */
export function readingOf({ nodes, audience }: Flow): FlowReading {
  const facts = new Set<string>();
  const eventTypes = new Set<string>();
  const tags = new Map<string, Set<TagUse>>();
  const fields = new Set<string>();
  const channels = new Set<string>();
  const use = (key: string, how: TagUse) => tags.set(key, (tags.get(key) ?? new Set()).add(how));
  const read = (fact: string) => {
    facts.add(fact);
    if (fact.startsWith(TAG_FACT)) use(fact.slice(TAG_FACT.length), 'reads');
  };
  for (const node of nodes) {
    const { data } = node;
    if ('eventTypes' in data) data.eventTypes.forEach((type) => eventTypes.add(type));
    if ('fact' in data) read(data.fact);
    const other = 'value' in data ? factReference(data.value) : null;
    if (other !== null) read(other);
    if ('tag' in data) use(data.tag, USE_OF_ACTION[data.action]);
    if ('field' in data) fields.add(data.field);
    if ('action' in data && CHANNELS.has(data.action)) channels.add(data.action);
  }
  for (const key of Object.values(audience ?? {}).flat()) use(key, 'audience');
  return { facts, eventTypes, tags, fields, channels };
}

function factReference(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('fact' in value)) return null;
  return typeof value.fact === 'string' ? value.fact : null;
}
