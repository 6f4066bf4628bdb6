import { metricFactType } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { RfmInputs } from '../catalog/rfm-facts.js';

/**
 * Refuses a model of metrics that do not exist, are not computed yet, or mean something else. Metrics that were created
 * together with the model are computed later.
 */
export function checkModel(
  definition: RfmInputs,
  loaded: LoadedCatalog,
  createdTogether: ReadonlySet<string> = new Set(),
): void {
  for (const path of ['recency', 'frequency', 'monetary'] as const) {
    const key = definition[path];
    const metric = loaded.metricByKey.get(key);
    if (!metric)
      throw new DomainError('metric_not_found', `${path}: there is no metric ${key}`, {
        path,
        hint: 'Use the key of a metric (GET /api/v1/metrics).',
      });
    if (path === 'recency' && metric.definition.aggregation !== 'days_since_last')
      throw refuse(path, 'wrong_metric', `${key} does not count the days since the last event`, 'days_since_last');
    if (metricFactType(metric.definition) !== 'number')
      throw refuse(path, 'wrong_type', `${key} is no number`, 'a number');
    if (metric.status !== 'ready' && !createdTogether.has(key))
      throw refuse(path, 'computing', `${key} is still being computed`, 'one that is ready, or wait for its run');
  }
}

function refuse(path: string, code: string, message: string, wanted: string): DomainError {
  return new DomainError('validation_failed', `${path}: ${message}`, {
    path,
    hint: `Choose a metric: ${wanted}.`,
    issues: [{ path, code, message }],
  });
}
