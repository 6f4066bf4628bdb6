import { RFM_PARTS, type RfmCuts, type RfmPart } from '@tagloom/contracts';
import { rfmColumns } from '../catalog/rfm-facts.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';

/** An RFM model ready for evaluations: the facts it reads, and those it fills. */
export interface RuntimeRfmModel {
  inputs: { recency: string; frequency: string; monetary: string };
  cuts: RfmCuts;
  parts: readonly { part: RfmPart; factName: string }[];
}

/** Models of which a metric is still being computed are left out. */
export function runtimeRfmModels(loaded: LoadedCatalog, timeZone: string): RuntimeRfmModel[] {
  return [...loaded.rfmModels.values()]
    .filter((model) => rfmColumns(model, loaded.metricByKey, timeZone))
    .map(({ definition, current }) => ({
      inputs: {
        recency: `metric.${definition.recency}`,
        frequency: `metric.${definition.frequency}`,
        monetary: `metric.${definition.monetary}`,
      },
      cuts: current,
      parts: RFM_PARTS.map((part) => ({ part, factName: `rfm.${definition.key}_${part}` })),
    }));
}
