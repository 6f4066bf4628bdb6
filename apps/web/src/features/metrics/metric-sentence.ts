import type { Metric } from '@tagloom/contracts';
import { describe } from '@tagloom/rule-engine';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';

type Definition = Pick<Metric, 'eventTypes' | 'aggregation' | 'property' | 'windowDays' | 'filter'>;

/** How a metric is computed, as a sentence: «近 90 天内下单的次数». */
export function useMetricSentence(): (metric: Definition) => string {
  const { t } = useTranslation('metrics');
  const { locale, localized } = useFormat();
  const catalog = useCatalog();
  return ({ eventTypes, aggregation, property, windowDays, filter }) => {
    const events = eventTypes
      .map((name) => {
        const type = catalog.eventTypes.find((known) => known.name === name);
        return t('quoted', { name: type ? localized(type.label) : name });
      })
      .join(t('list_join'));
    const fact = catalog.facts.find(({ name }) => name === `event.${property ?? ''}`);
    const what = t(`s_${aggregation}`, {
      events,
      property: t('quoted', { name: fact ? localized(fact.label) : property }),
    });
    const span = aggregation.startsWith('days_since')
      ? ''
      : windowDays === null
        ? t('s_lifetime')
        : t('s_window', { count: windowDays });
    return `${span}${what}${filter ? t('s_filter', { filter: describe(filter, locale, catalog) }) : ''}`;
  };
}
