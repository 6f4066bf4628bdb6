import {
  RFM_PARTS,
  type FactColumn,
  type FactDefinition,
  type RfmColumn,
  type RfmCuts,
  type RfmModelDefinition,
  type RfmPart,
} from '@tagloom/contracts';
import { rfmOptions } from '@tagloom/rule-engine';
import type { LoadedMetric, LoadedRfmModel } from './loaded-catalog.js';
import { metricColumn } from './metric-facts.js';

const PART_LABELS: Record<RfmPart, { 'zh-CN': string; en: string }> = {
  recency: { 'zh-CN': '最近买过', en: 'bought recently' },
  frequency: { 'zh-CN': '买得频繁', en: 'buys often' },
  monetary: { 'zh-CN': '花得多', en: 'spends much' },
  quadrant: { 'zh-CN': '象限', en: 'quadrant' },
  cell: { 'zh-CN': '客户分群', en: 'cell' },
};

/** The facts of a model whose three metrics are computed: three yes-or-no answers and two texts. */
export function buildRfmFacts(
  models: readonly LoadedRfmModel[],
  metricByKey: ReadonlyMap<string, LoadedMetric>,
  timeZone: string,
): FactDefinition[] {
  return models.flatMap((model) => {
    const columns = rfmColumns(model, metricByKey, timeZone);
    return columns ? RFM_PARTS.map((part) => rfmFact(model, part, columns)) : [];
  });
}

export type RfmColumns = Pick<Extract<FactColumn, { kind: 'rfm' }>, 'recency' | 'frequency' | 'monetary'>;

/** The three metrics by key. */
export type RfmInputs = Pick<RfmModelDefinition, 'recency' | 'frequency' | 'monetary'>;

/** Null while one of the metrics is not computed. */
export function rfmColumns(
  { definition, current }: { definition: RfmInputs; current: RfmCuts },
  metricByKey: ReadonlyMap<string, LoadedMetric>,
  timeZone: string,
): RfmColumns | null {
  const column = (key: string, cut: number | null): RfmColumn | null => {
    const metric = metricByKey.get(key);
    if (metric?.status !== 'ready') return null;
    return { column: metricColumn(metric, timeZone), cut };
  };
  const recency = column(definition.recency, current.recency);
  const frequency = column(definition.frequency, current.frequency);
  const monetary = column(definition.monetary, current.monetary);
  return recency && frequency && monetary ? { recency, frequency, monetary } : null;
}

function rfmFact({ definition }: LoadedRfmModel, part: RfmPart, columns: RfmColumns): FactDefinition {
  const { name } = definition;
  const label = PART_LABELS[part];
  const options = rfmOptions(part);
  return {
    name: `rfm.${definition.key}_${part}`,
    type: part === 'quadrant' || part === 'cell' ? 'text' : 'boolean',
    source: 'rfm',
    label: { 'zh-CN': `${name['zh-CN']}·${label['zh-CN']}`, en: `${name.en ?? name['zh-CN']}: ${label.en}` },
    ...(options && { options: [...options] }),
    // Only recency moves with the days; the others follow their metrics.
    ...(part !== 'frequency' && part !== 'monetary' && { changesDaily: true }),
    column: { kind: 'rfm', part, ...columns },
  };
}
