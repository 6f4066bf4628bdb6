import type { RfmMethod, RfmModelDefinition } from '@tagloom/contracts';
import { localizedInput } from '@/platform/ui/localized-input';

export interface RfmForm {
  key: string;
  zh: string;
  en?: string;
  recency?: string;
  frequency?: string;
  monetary?: string;
  method: RfmMethod['method'];
  recencyCut?: number;
  frequencyCut?: number;
  monetaryCut?: number;
  percent?: number;
}

/** The cut points that are filled in; nothing while one is missing. */
export function cutsOf({ method, recencyCut, frequencyCut, monetaryCut, percent }: RfmForm): RfmMethod | undefined {
  if (method === 'mean') return { method };
  if (method === 'top_percent') return percent === undefined || percent === null ? undefined : { method, percent };
  if (typeof recencyCut !== 'number' || typeof frequencyCut !== 'number' || typeof monetaryCut !== 'number')
    return undefined;
  return { method, recency: recencyCut, frequency: frequencyCut, monetary: monetaryCut };
}

/** What can be computed and drawn before there is a name; nothing while a metric or a cut is missing. */
export function previewOf(form: RfmForm): Omit<RfmModelDefinition, 'key' | 'name'> | undefined {
  const { recency, frequency, monetary } = form;
  const cuts = cutsOf(form);
  return recency && frequency && monetary && cuts ? { recency, frequency, monetary, cuts } : undefined;
}

export function rfmRequest(form: RfmForm): RfmModelDefinition | undefined {
  const model = previewOf(form);
  return model && { key: form.key, name: localizedInput(form.zh, form.en), ...model };
}
