import { Sharing } from '@tagloom/access';
import { PROFILE_FIELDS, type Catalog, type CatalogTag, type FactDefinition } from '@tagloom/contracts';
import { buildEventFacts } from './event-facts.js';
import type { LoadedCatalog, LoadedMetric, LoadedTag, LoadedTagGroup } from './loaded-catalog.js';
import { metricFact } from './metric-facts.js';
import type { Definitions } from './read-definitions.js';
import { buildRfmFacts } from './rfm-facts.js';

/** Definitions → everything that rules and readers look up; `timeZone` is the organisation's. Pure. */
export function buildCatalog(definitions: Definitions, timeZone: string): LoadedCatalog {
  const { version, tags, groups, metrics, rfmModels, eventTypes, users, departments, endpoints, shares } = definitions;
  const loadedMetrics = metrics.map((metric): LoadedMetric => ({ ...metric, column: `m_${metric.id}` }));
  const metricByKey = new Map(loadedMetrics.map((metric) => [metric.definition.key, metric]));
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const catalog: Catalog = {
    facts: [
      ...profileFacts(),
      ...loadedMetrics.filter((metric) => metric.status === 'ready').map((metric) => metricFact(metric, timeZone)),
      ...buildRfmFacts(rfmModels, metricByKey, timeZone),
      ...tags.map(tagFact),
      ...buildEventFacts(eventTypes),
    ],
    tags: tags.map((tag) => catalogTag(tag, groupById)),
    eventTypes: eventTypes.map(({ name, label }) => ({ name, label })),
    profileFields: PROFILE_FIELDS.map(({ key, type, label }) => ({ key, type, label })),
    users,
    departments: departments.map(({ id, name }) => ({ id, name })),
    endpoints,
  };
  const departmentParents = new Map(departments.map(({ id, parentId }) => [id, parentId]));
  return {
    version,
    catalog,
    sharing: new Sharing({
      tags,
      groupParents: new Map(groups.map(({ id, parentId }) => [id, parentId])),
      departmentParents,
      shares,
    }),
    departmentParents,
    departmentNames: new Map(departments.map(({ id, name }) => [id, name])),
    tags: new Map(tags.map((tag) => [tag.id, tag])),
    tagByKey: new Map(tags.map((tag) => [tag.key, tag])),
    groups: groupById,
    metrics: new Map(loadedMetrics.map((metric) => [metric.id, metric])),
    metricByKey,
    rfmModels: new Map(rfmModels.map((model) => [model.id, model])),
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
