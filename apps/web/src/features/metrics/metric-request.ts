import type { Aggregation, Duration, MetricDefinition, MetricWindow, ZoneChoice } from '@tagloom/contracts';
import { filterToCondition, type Filter } from '@/platform/ui/filter-rows';
import { localizedInput } from '@/platform/ui/localized-input';
import { fieldsOf } from './metric-fields';
import type { MetricNames } from './metric-name-fields';

type Calendar = Extract<MetricWindow, { kind: 'calendar' }>;

/** The parts of a window as fields of a form; those of other kinds are kept while one is chosen. */
export interface WindowForm {
  windowKind: MetricWindow['kind'];
  rolling?: Duration;
  which?: Calendar['which'];
  period?: Calendar['period'];
  since?: string;
}

export interface MetricForm extends MetricNames, WindowForm {
  key: string;
  eventTypes: string[];
  aggregation: Aggregation;
  property?: string;
  valueType?: 'number' | 'text';
  top?: number;
  grace?: number;
  thenEvents?: string[];
  within?: Duration;
  compare?: 'none' | 'difference' | 'percent';
  timeZone?: ZoneChoice;
}

/** The window that is filled in; nothing while a part is missing. */
export function windowOf({ windowKind, rolling, which, period, since }: WindowForm): MetricWindow | undefined {
  if (windowKind === 'lifetime') return { kind: 'lifetime' };
  if (windowKind === 'rolling') return rolling && { kind: 'rolling', ...rolling };
  if (windowKind === 'since') return since ? { kind: 'since', date: since } : undefined;
  return period && which && { kind: 'calendar', period, which };
}

/** The form as a request; what the aggregation has no use for is left out. */
export function metricRequest(form: MetricForm, filter: Filter, thenFilter: Filter): MetricDefinition {
  const condition = filterToCondition(filter);
  const thenCondition = filterToCondition(thenFilter);
  const fields = fieldsOf(form.aggregation, form.windowKind);
  return {
    key: form.key,
    name: localizedInput(form.zh, form.en),
    eventTypes: form.eventTypes,
    ...(condition && { filter: condition }),
    aggregation: form.aggregation,
    ...(fields.property && { property: form.property }),
    ...(fields.valueType && form.valueType && { valueType: form.valueType }),
    ...(fields.top && form.top && { top: form.top }),
    window: (fields.window ? windowOf(form) : undefined) ?? { kind: 'lifetime' },
    ...(form.timeZone && { timeZone: form.timeZone }),
    ...(fields.grace && form.grace && { grace: form.grace }),
    ...(fields.then &&
      form.thenEvents &&
      form.within && {
        then: {
          eventTypes: form.thenEvents,
          within: form.within,
          ...(thenCondition && { filter: thenCondition }),
        },
      }),
    ...(fields.compare && form.compare && form.compare !== 'none' && { compare: form.compare }),
    ...(form.unitZh?.trim() && { unit: localizedInput(form.unitZh, form.unitEn) }),
  };
}
