import {
  metricFactType,
  type BundleEventType,
  type BundleProfileField,
  type BundleTag,
  type BundleTagGroup,
  type FactType,
  type LocalizedText,
  type MetricDefinition,
  type RfmModelDefinition,
} from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { canonical } from './canonical.js';
import type { BundleDefinitions } from './export-bundle.js';

/** Whether a thing is here already: it is not (`create`), it is and means the same, or in what it differs. */
export type Finding = 'same' | 'create' | LocalizedText;
export type Here = Partial<BundleDefinitions> | undefined;

const differs = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const isSameType = (here: FactType, there: FactType): Finding =>
  here === there ? 'same' : differs('值的类型不同。', 'Its values are of another type here.');

export function compareTag(tag: BundleTag, index: CatalogIndex): Finding {
  const here = index.tag(tag.key);
  if (!here) return 'create';
  if (here.kind !== tag.kind)
    return differs('这里的同名标签是另一种类型。', 'The tag of this key is of another kind here.');
  const lacking = here.values?.length ? (tag.values ?? []).filter((value) => !here.values!.includes(value)) : [];
  if (lacking.length === 0) return 'same';
  return differs(
    `这里的标签缺少可选值：${lacking.slice(0, 5).join('、')}。`,
    `The tag lacks values here: ${lacking.slice(0, 5).join(', ')}.`,
  );
}

export function compareTagGroup(group: BundleTagGroup, index: CatalogIndex, here: Here): Finding {
  const known = here?.tagGroups?.find(({ key }) => key === group.key);
  if (!known) return index.catalog.tags.some(({ exclusiveGroup }) => exclusiveGroup === group.key) ? 'same' : 'create';
  return known.exclusive === group.exclusive
    ? 'same'
    : differs('标签组的互斥设置不同。', 'The group is exclusive on one side only.');
}

/** What a metric computes; its name and unit are no part of it. */
const computed = ({ name: _name, unit: _unit, ...rest }: MetricDefinition) => canonical(rest);

export function compareMetric(metric: MetricDefinition, index: CatalogIndex, here: Here): Finding {
  const known = here?.metrics?.find(({ key }) => key === metric.key);
  if (known)
    return computed(known) === computed(metric)
      ? 'same'
      : differs('这里的同名指标算法不同。', 'The metric of this key computes something else here.');
  const fact = index.fact(`metric.${metric.key}`);
  return fact ? isSameType(fact.type, metricFactType(metric)) : 'create';
}

export function compareRfm(model: RfmModelDefinition, index: CatalogIndex, here: Here): Finding {
  const known = here?.rfm?.find(({ key }) => key === model.key);
  if (!known) return index.fact(`rfm.${model.key}_cell`) ? 'same' : 'create';
  const meaning = ({ recency, frequency, monetary, cuts }: RfmModelDefinition) =>
    canonical([recency, frequency, monetary, cuts]);
  return meaning(known) === meaning(model)
    ? 'same'
    : differs('这里的同名 RFM 模型用了不同的指标或分界。', 'The RFM model of this key has other metrics or cuts here.');
}

/** An event type that lacks a property here is to be completed, which is creating what is missing. */
export function compareEventType({ name, properties }: BundleEventType, index: CatalogIndex): Finding {
  if (!index.eventType(name)) return 'create';
  const findings = properties.map((property): Finding => {
    const fact = index.fact(`event.${property.name}`);
    const isCarried = fact && (!fact.eventTypes || fact.eventTypes.includes(name));
    return fact && fact.type !== property.type
      ? differs(`事件属性「${property.name}」的类型不同。`, `Its property “${property.name}” is of another type here.`)
      : isCarried
        ? 'same'
        : 'create';
  });
  return findings.find((finding) => typeof finding === 'object') ?? (findings.includes('create') ? 'create' : 'same');
}

export function compareProfileField({ key, type }: BundleProfileField, index: CatalogIndex): Finding {
  const fact = index.fact(`profile.${key}`);
  return fact ? isSameType(fact.type, type) : differs('这里没有这个资料字段。', 'There is no such profile field here.');
}
