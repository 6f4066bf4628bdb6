import type {
  BundleEventType,
  BundleTag,
  BundleTagGroup,
  Catalog,
  Flow,
  FlowBundle,
  MetricDefinition,
  ProblemCode,
  RfmModelDefinition,
  TagCategory,
} from '@tagloom/contracts';
import { FlowBundle as Schema } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { Mentions } from './mentions.js';

/** What the catalog does not say of the things that a flow may need. */
export interface BundleDefinitions {
  metrics: readonly MetricDefinition[];
  rfm?: readonly RfmModelDefinition[];
  tagGroups?: readonly BundleTagGroup[];
  /** With meaning and group; without it tags are taken from the catalog. */
  tags?: readonly BundleTag[];
}

function missing(code: ProblemCode, key: string): never {
  return refuse(
    code,
    [],
    `流程用到的「${key}」不存在，请先在流程里改正。`,
    `The flow needs “${key}”, which does not exist; correct the flow first.`,
  );
}

function definedIn<T extends { key: string }>(items: readonly T[], keys: Iterable<string>, code: ProblemCode): T[] {
  return [...keys].map((key) => items.find((item) => item.key === key) ?? missing(code, key));
}

function tagOf(key: string, index: CatalogIndex, { tags, tagGroups = [] }: BundleDefinitions): BundleTag {
  const defined = tags?.find((tag) => tag.key === key);
  if (defined) return defined;
  const { name, kind, category, values, exclusiveGroup } = index.tag(key) ?? missing('unknown_tag', key);
  const group = tagGroups.find((item) => item.key === exclusiveGroup)?.key;
  return {
    key,
    name,
    kind,
    category: category as TagCategory,
    ...(values && values.length > 0 && { values }),
    ...(group !== undefined && { group }),
  };
}

function eventTypeOf(name: string, facts: Iterable<string>, index: CatalogIndex): BundleEventType {
  const label = index.eventType(name) ?? missing('unknown_event_type', name);
  const properties = [...facts].flatMap((factName) => {
    const fact = index.fact(factName);
    if (!fact || (fact.eventTypes && !fact.eventTypes.includes(name))) return [];
    return [{ name: factName.slice('event.'.length), type: fact.type, label: fact.label }];
  });
  return { name, label, properties };
}

const chosen = (items: Catalog['users'], ids: Set<string>) =>
  (items ?? []).filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));

/**
 * The flow with everything it needs, also at one remove: the metrics of its rfm models, the events and properties that its
 * metrics count, the groups of its tags. Throws FlowError when something that it mentions does not exist.
 */
export function exportBundle(flow: Flow, catalog: Catalog, definitions: BundleDefinitions): FlowBundle {
  const index = indexOf(catalog);
  const mentions = new Mentions();
  mentions.flow(flow);
  const rfm = definedIn(definitions.rfm ?? [], mentions.rfm, 'unknown_fact');
  for (const { recency, frequency, monetary } of rfm)
    for (const key of [recency, frequency, monetary]) mentions.metrics.add(key);
  const metrics = definedIn(definitions.metrics, mentions.metrics, 'unknown_fact');
  for (const metric of metrics) mentions.metric(metric);
  const tags = [...mentions.tags].map((key) => tagOf(key, index, definitions));
  const groups = new Set(tags.flatMap(({ group }) => group ?? []));
  return Schema.parse({
    format: 'tagloom-flow',
    version: 1,
    flow,
    tagGroups: definedIn(definitions.tagGroups ?? [], groups, 'unknown_tag'),
    tags,
    metrics,
    rfm,
    lexicons: [],
    eventTypes: [...mentions.eventTypes].map((name) => eventTypeOf(name, mentions.eventFacts, index)),
    profileFields: [...mentions.profileFields].map((key) => {
      const { type, label } = index.fact(`profile.${key}`) ?? missing('unknown_fact', `profile.${key}`);
      return { key, type, label };
    }),
    users: chosen(catalog.users, mentions.users),
    departments: chosen(catalog.departments, mentions.departments),
    endpoints: chosen(catalog.endpoints, mentions.endpoints),
  });
}
