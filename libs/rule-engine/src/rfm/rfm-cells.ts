import type { LocalizedText, RfmPart } from '@tagloom/contracts';

/** One cell of an RFM model: which sides of the cuts it stands for, its stable key and its name. */
export interface RfmCell {
  value: string;
  label: Required<LocalizedText>;
  recency: boolean;
  monetary: boolean;
}

const label = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/** The eight cells by recency, frequency and amount, best first. */
export const RFM_CELLS: readonly (RfmCell & { frequency: boolean })[] = [
  { value: 'champions', label: label('重要价值客户', 'Champions'), recency: true, frequency: true, monetary: true },
  {
    value: 'develop',
    label: label('重要发展客户', 'High value, to develop'),
    recency: true,
    frequency: false,
    monetary: true,
  },
  {
    value: 'retain',
    label: label('重要保持客户', 'High value, to retain'),
    recency: false,
    frequency: true,
    monetary: true,
  },
  {
    value: 'win_back',
    label: label('重要挽留客户', 'High value, to win back'),
    recency: false,
    frequency: false,
    monetary: true,
  },
  {
    value: 'general_value',
    label: label('一般价值客户', 'Loyal, small spend'),
    recency: true,
    frequency: true,
    monetary: false,
  },
  {
    value: 'general_develop',
    label: label('一般发展客户', 'New, small spend'),
    recency: true,
    frequency: false,
    monetary: false,
  },
  {
    value: 'general_retain',
    label: label('一般保持客户', 'Frequent, fading'),
    recency: false,
    frequency: true,
    monetary: false,
  },
  {
    value: 'general_win_back',
    label: label('一般挽留客户', 'Dormant'),
    recency: false,
    frequency: false,
    monetary: false,
  },
];

/** The four quadrants by recency and amount. */
export const RFM_QUADRANTS: readonly RfmCell[] = [
  { value: 'active_high', label: label('活跃高消费', 'Active, high spend'), recency: true, monetary: true },
  { value: 'active_low', label: label('活跃低消费', 'Active, low spend'), recency: true, monetary: false },
  { value: 'inactive_high', label: label('沉睡高消费', 'Inactive, high spend'), recency: false, monetary: true },
  { value: 'inactive_low', label: label('沉睡低消费', 'Inactive, low spend'), recency: false, monetary: false },
];

/** The known values of a part, for `FactDefinition.options`; undefined for the yes/no parts. */
export function rfmOptions(part: RfmPart): { value: string; label: LocalizedText }[] | undefined {
  if (part !== 'cell' && part !== 'quadrant') return undefined;
  return (part === 'cell' ? RFM_CELLS : RFM_QUADRANTS).map(({ value, label: name }) => ({ value, label: name }));
}
