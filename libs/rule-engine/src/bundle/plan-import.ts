import {
  metricFactType,
  type Catalog,
  type FlowBundle,
  type ImportItem,
  type ImportKind,
  type ImportMapping,
  type LocalizedText,
} from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import {
  compareEventType,
  compareMetric,
  compareProfileField,
  compareRfm,
  compareTag,
  compareTagGroup,
  type Finding,
  type Here,
} from './compare-items.js';

type Candidate = ImportItem['candidates'][number];
const MAX_CANDIDATES = 50;

const factsAs = (index: CatalogIndex, space: string, type: string): Candidate[] =>
  index.catalog.facts
    .filter((fact) => fact.name.startsWith(`${space}.`) && fact.type === type)
    .map(({ name, label }) => ({ key: name.slice(space.length + 1), name: label }));

/** Those of the same name first. */
function likeliest(candidates: Candidate[], name: LocalizedText): Candidate[] {
  const isSame = (candidate: Candidate) => Number(candidate.name['zh-CN'] === name['zh-CN']);
  return candidates.toSorted((a, b) => isSame(b) - isSame(a)).slice(0, MAX_CANDIDATES);
}

/** `orders_90d_2`, or the first such key that is free. */
function freeKey(key: string, isTaken: (key: string) => boolean): string {
  for (let at = 2; ; at++) {
    const candidate = `${key.slice(0, 56)}_${at}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** What cannot be made under another key: events come as their sources name them, and profile fields are the same everywhere. */
const GIVEN: readonly ImportKind[] = ['eventType', 'profileField'];

interface Subject {
  kind: ImportKind;
  key: string;
  name: LocalizedText;
  finding: Finding;
  candidates: Candidate[];
  isTaken(key: string): boolean;
}

function itemOf({ kind, key, name, finding, candidates, isTaken }: Subject): ImportItem {
  const base = { kind, key, name, candidates: likeliest(candidates, name) };
  if (finding === 'same') return { ...base, status: 'same', proposal: { action: 'use', to: key } };
  if (finding === 'create') return { ...base, status: 'create', proposal: { action: 'create', to: key } };
  const proposal: ImportItem['proposal'] = GIVEN.includes(kind)
    ? { action: 'none', to: '' }
    : { action: 'create', to: freeKey(key, isTaken) };
  return { ...base, status: 'conflict', reason: finding, proposal };
}

/** Ids mean nothing elsewhere: a person or endpoint is the same only when its name is, too. */
function chosenItems(kind: ImportKind, wanted: FlowBundle['users'], here: Catalog['users'] = []): ImportItem[] {
  const candidates = here.map(({ id, name }) => ({ key: id, name: { 'zh-CN': name } }));
  return wanted.map(({ id, name }) => {
    const label = { 'zh-CN': name };
    const sameName = here.filter((item) => item.name === name);
    const match = sameName.find((item) => item.id === id) ?? (sameName.length === 1 ? sameName[0] : undefined);
    return {
      kind,
      key: id,
      name: label,
      status: match?.id === id ? 'same' : 'conflict',
      ...(match?.id !== id && {
        reason: {
          'zh-CN': '编号在别的系统里没有意义，请选择这里的对象。',
          en: 'Ids mean nothing here; choose one of here.',
        },
      }),
      candidates: likeliest(candidates, label),
      proposal: match ? { action: 'use', to: match.id } : { action: 'none', to: '' },
    } satisfies ImportItem;
  });
}

/** What is built on something that means something else here means something else, too. */
const BUILT_ON: LocalizedText = {
  'zh-CN': '它所依据的内容在这里含义不同。',
  en: 'Something it is built on means something else here.',
};

/**
 * Proposes for everything in a bundle what to do with it here: `same` is used as it is, `create` is made, a `conflict` gets a
 * free key of its own unless a person chooses a candidate. With `here` metrics and models are compared by what they compute,
 * without by the type of their values. In the order in which things must be created.
 */
export function planImport(bundle: FlowBundle, catalog: Catalog, here?: Here): ImportItem[] {
  const index = indexOf(catalog);
  const conflicts = new Set<string>();
  const plan = (subject: Subject, builtOn: string[] = []): ImportItem => {
    const rests = builtOn.some((key) => conflicts.has(key));
    const item = itemOf(rests && subject.finding === 'same' ? { ...subject, finding: BUILT_ON } : subject);
    if (item.status === 'conflict') conflicts.add(`${item.kind} ${item.key}`);
    return item;
  };
  const eventTypes = bundle.eventTypes.map((type) =>
    plan({
      kind: 'eventType',
      key: type.name,
      name: type.label,
      finding: compareEventType(type, index),
      candidates: catalog.eventTypes.map(({ name, label }) => ({ key: name, name: label })),
      isTaken: (key) => index.eventType(key) !== undefined,
    }),
  );
  const profileFields = bundle.profileFields.map((field) =>
    plan({
      kind: 'profileField',
      key: field.key,
      name: field.label,
      finding: compareProfileField(field, index),
      candidates: factsAs(index, 'profile', field.type),
      isTaken: (key) => index.fact(`profile.${key}`) !== undefined,
    }),
  );
  const tagGroups = bundle.tagGroups.map((group) =>
    plan({
      kind: 'tagGroup',
      key: group.key,
      name: group.name,
      finding: compareTagGroup(group, index, here),
      candidates: (here?.tagGroups ?? [])
        .filter(({ exclusive }) => exclusive === group.exclusive)
        .map(({ key, name }) => ({ key, name })),
      isTaken: (key) => (here?.tagGroups ?? []).some((known) => known.key === key),
    }),
  );
  const tags = bundle.tags.map((tag) =>
    plan({
      kind: 'tag',
      key: tag.key,
      name: tag.name,
      finding: compareTag(tag, index),
      candidates: catalog.tags.filter(({ kind }) => kind === tag.kind).map(({ key, name }) => ({ key, name })),
      isTaken: (key) => index.tag(key) !== undefined,
    }),
  );
  const metrics = bundle.metrics.map((metric) =>
    plan(
      {
        kind: 'metric',
        key: metric.key,
        name: metric.name,
        finding: compareMetric(metric, index, here),
        candidates: factsAs(index, 'metric', metricFactType(metric)),
        isTaken: (key) => index.fact(`metric.${key}`) !== undefined,
      },
      [...metric.eventTypes, ...(metric.then?.eventTypes ?? [])].map((type) => `eventType ${type}`),
    ),
  );
  const rfm = bundle.rfm.map((model) =>
    plan(
      {
        kind: 'rfm',
        key: model.key,
        name: model.name,
        finding: compareRfm(model, index, here),
        candidates: (here?.rfm ?? []).map(({ key, name }) => ({ key, name })),
        isTaken: (key) => index.fact(`rfm.${key}_cell`) !== undefined,
      },
      [model.recency, model.frequency, model.monetary].map((key) => `metric ${key}`),
    ),
  );
  return [
    ...[eventTypes, profileFields, tagGroups, tags, metrics, rfm].flat(),
    ...chosenItems('user', bundle.users, catalog.users),
    ...chosenItems('department', bundle.departments, catalog.departments),
    ...chosenItems('endpoint', bundle.endpoints, catalog.endpoints),
  ];
}

/** Every proposal taken; what only a person can choose keeps its key, and `validateFlow` will ask for it. */
export function defaultMapping(items: ImportItem[]): ImportMapping {
  return items.flatMap(({ kind, key, proposal: { action, to } }) =>
    action === 'none' ? [] : [{ kind, key, action, to }],
  );
}
