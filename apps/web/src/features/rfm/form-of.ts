import type { RfmModel } from '@tagloom/contracts';
import type { RfmForm } from './rfm-request';

/** A model as the fields of its form; an empty form for a new one. */
export function formOf(model: RfmModel | undefined): Partial<RfmForm> {
  if (!model) return { method: 'mean', percent: 20 };
  const { key, name, recency, frequency, monetary, cuts } = model;
  return {
    key,
    zh: name['zh-CN'],
    ...(name.en !== undefined && { en: name.en }),
    recency,
    frequency,
    monetary,
    method: cuts.method,
    percent: cuts.method === 'top_percent' ? cuts.percent : 20,
    ...(cuts.method === 'fixed' && {
      recencyCut: cuts.recency,
      frequencyCut: cuts.frequency,
      monetaryCut: cuts.monetary,
    }),
  };
}
