import { PROFILE_FIELDS, type Catalog, type CatalogTag, type FactDefinition } from '@tagloom/contracts';
import { buildEventFacts } from './event-facts.js';
import type { LoadedCatalog, LoadedMetric, LoadedTag, LoadedTagGroup } from './loaded-catalog.js';
import type { Definitions } from './read-definitions.js';

/** Definitions → everything that rules and readers look up. Pure. */
export function buildCatalog({ version, tags, groups, metrics, eventTypes }: Definitions): LoadedCatalog {
  const loadedMetrics = metrics.map((metric): LoadedMetric => ({ ...metric, column: `m_${metric.id}` }));
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const catalog: Catalog = {
    facts: [
      ...profileFacts(),
      ...loadedMetrics.filter((metric) => metric.status === 'ready').map(metricFact),
      ...tags.map(tagFact),
      ...buildEventFacts(eventTypes),
    ],
    tags: tags.map((tag) => catalogTag(tag, groupById)),
    eventTypes: eventTypes.map(({ name, label }) => ({ name, label })),
  };
  return {
    version,
    catalog,
    tags: new Map(tags.map((tag) => [tag.id, tag])),
    tagByKey: new Map(tags.map((tag) => [tag.key, tag])),
    groups: groupById,
    metrics: new Map(loadedMetrics.map((metric) => [metric.id, metric])),
    metricByKey: new Map(loadedMetrics.map((metric) => [metric.definition.key, metric])),
    eventTypes: new Map(eventTypes.map((type) => [type.id, type])),
    eventTypeByName: new Map(eventTypes.map((type) => [type.name, type])),
  };
}

function profileFacts(): FactDefinition[] {
  return PROFILE_FIELDS.map((field) => ({
    name: `profile.${field.key}`,
    type: field.type,
    source: 'profile',
    label: field.label,
    ...('options' in field && { options: field.options.map((value) => ({ value, label: { 'zh-CN': value } })) }),
    column: { kind: 'column', name: `p_${field.key}` },
  }));
}

function metricFact({ definition, column }: LoadedMetric): FactDefinition {
  const countsDays = definition.aggregation.startsWith('days_since');
  const unit = definition.unit ?? (countsDays ? { 'zh-CN': '天', en: 'days' } : undefined);
  return {
    name: `metric.${definition.key}`,
    type: 'number',
    source: 'metric',
    label: definition.name,
    ...(unit && { unit }),
    ...(countsDays && { changesDaily: true }),
    column: { kind: countsDays ? 'daysSince' : 'column', name: column },
  };
}

const FACT_TYPE_OF_TAG = {
  flag: 'boolean',
  one_of: 'text',
  many_of: 'set',
  number: 'number',
  date: 'date',
  text: 'text',
} as const;

function tagFact(tag: LoadedTag): FactDefinition {
  return {
    name: `tag.${tag.key}`,
    type: FACT_TYPE_OF_TAG[tag.kind],
    source: 'tag',
    label: tag.name,
    ...(tag.values.length > 0 && { options: tag.values.map((value) => ({ value, label: { 'zh-CN': value } })) }),
    column: { kind: tag.kind === 'flag' ? 'tag' : 'tagValue', tagId: tag.id },
  };
}

function catalogTag(tag: LoadedTag, groups: ReadonlyMap<number, LoadedTagGroup>): CatalogTag {
  const group = tag.groupId === null ? undefined : groups.get(tag.groupId);
  return {
    key: tag.key,
    name: tag.name,
    kind: tag.kind,
    category: tag.category,
    ...(tag.values.length > 0 && { values: tag.values }),
    ...(group?.exclusive && { exclusiveGroup: group.key }),
  };
}
