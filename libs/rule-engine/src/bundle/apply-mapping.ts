import type { Flow, FlowBundle, ImportKind, ImportMapping, MetricDefinition } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { Renames } from './rename.js';

/** The flow of a bundle as it is to be drafted here; what the mapping does not mention keeps its key. */
export function applyMapping(bundle: FlowBundle, mapping: ImportMapping): Flow {
  return new Renames(mapping).flow(bundle.flow);
}

/** What a mapping asks to be created, under its new keys; in this order nothing is needed before it is there. */
export type Creations = Pick<FlowBundle, 'eventTypes' | 'tagGroups' | 'tags' | 'metrics' | 'rfm'>;

function renamedMetric(metric: MetricDefinition, names: Renames): MetricDefinition {
  const types = (eventTypes: string[]) => eventTypes.map((type) => names.key('eventType', type));
  const { filter, then } = metric;
  return {
    ...metric,
    key: names.key('metric', metric.key),
    eventTypes: types(metric.eventTypes),
    ...(filter && { filter: names.condition(filter) }),
    ...(then && {
      then: {
        ...then,
        eventTypes: types(then.eventTypes),
        ...(then.filter && { filter: names.condition(then.filter) }),
      },
    }),
  };
}

/** Throws FlowError when two things would be created under one key. */
export function creationsOf(bundle: FlowBundle, mapping: ImportMapping): Creations {
  const names = new Renames(mapping);
  const created = new Set<string>();
  const targets = new Set<string>();
  for (const { kind, key, action, to } of mapping) {
    if (action !== 'create') continue;
    created.add(`${kind} ${key}`);
    const target = `${kind} ${to}`;
    if (targets.has(target))
      refuse('malformed', [], `「${to}」被选了两次，请换一个名称。`, `“${to}” is chosen twice; take another key.`);
    targets.add(target);
  }
  const isNew = (kind: ImportKind, key: string) => created.has(`${kind} ${key}`);
  return {
    eventTypes: bundle.eventTypes
      .filter(({ name }) => isNew('eventType', name))
      .map((type) => ({ ...type, name: names.key('eventType', type.name) })),
    tagGroups: bundle.tagGroups
      .filter(({ key }) => isNew('tagGroup', key))
      .map((group) => ({ ...group, key: names.key('tagGroup', group.key) })),
    tags: bundle.tags
      .filter(({ key }) => isNew('tag', key))
      .map(({ group, ...tag }) => ({
        ...tag,
        key: names.key('tag', tag.key),
        ...(group !== undefined && { group: names.key('tagGroup', group) }),
      })),
    metrics: bundle.metrics.filter(({ key }) => isNew('metric', key)).map((metric) => renamedMetric(metric, names)),
    rfm: bundle.rfm
      .filter(({ key }) => isNew('rfm', key))
      .map((model) => ({
        ...model,
        key: names.key('rfm', model.key),
        recency: names.key('metric', model.recency),
        frequency: names.key('metric', model.frequency),
        monetary: names.key('metric', model.monetary),
      })),
  };
}
