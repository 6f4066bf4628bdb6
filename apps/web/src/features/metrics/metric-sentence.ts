import type { Metric, MetricWindow } from '@tagloom/contracts';
import { describe } from '@tagloom/rule-engine';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { useZoneText } from '@/platform/ui/use-zone-text';
import { durationText } from '@/platform/ui/value-text';

type Definition = Pick<
  Metric,
  'eventTypes' | 'aggregation' | 'property' | 'window' | 'filter' | 'top' | 'grace' | 'then' | 'compare' | 'timeZone'
>;

/** How a metric is computed, as a sentence: «近 90 天内「下单」的次数». */
export function useMetricSentence(): (metric: Definition) => string {
  const { t } = useTranslation('metrics');
  const { locale, localized } = useFormat();
  const catalog = useCatalog();
  const zoneText = useZoneText();
  const spanText = useSpanText();
  const eventsText = (names: readonly string[]) =>
    names
      .map((name) => {
        const type = catalog.eventTypes.find((known) => known.name === name);
        return t('quoted', { name: type ? localized(type.label) : name });
      })
      .join(t('list_join'));
  const onlyText = (filter: Definition['filter']) =>
    filter ? t('s_filter', { filter: describe(filter, locale, catalog) }) : '';
  return ({ eventTypes, aggregation, property, window, filter, top, grace, then, compare, timeZone }) => {
    const fact = catalog.facts.find(({ name }) => name === `event.${property ?? ''}`);
    const many = aggregation === 'most_frequent' && (top ?? 1) > 1;
    const what = t(many ? 's_most_frequent_many' : `s_${aggregation}`, {
      events: eventsText(eventTypes),
      property: t('quoted', { name: fact ? localized(fact.label) : property }),
      top,
      then: then ? eventsText(then.eventTypes) : '',
      within: then ? durationText(then.within, locale) : '',
    });
    const notes = [
      onlyText(filter),
      then?.filter ? t('s_then_filter', { filter: describe(then.filter, locale, catalog) }) : '',
      grace ? t(aggregation.endsWith('weeks') ? 's_grace_weeks' : 's_grace_days', { count: grace }) : '',
      compare ? t(`s_compare_${compare}`) : '',
      timeZone && timeZone !== 'organisation' ? t('s_zone', { zone: zoneText(timeZone) }) : '',
    ];
    const span = aggregation.startsWith('days_since') ? '' : spanText(window);
    return `${span}${what}${notes.join('')}`;
  };
}

function useSpanText(): (window: MetricWindow) => string {
  const { t } = useTranslation('metrics');
  const { locale, day } = useFormat();
  return (window) => {
    switch (window.kind) {
      case 'lifetime':
        return t('s_lifetime');
      case 'since':
        return t('s_since', { day: day(new Date(`${window.date}T12:00:00`)) });
      case 'calendar':
        return t(`s_${window.which}_${window.period}`);
      case 'rolling':
        return t('s_rolling', { duration: durationText({ amount: window.amount, unit: window.unit }, locale) });
    }
  };
}
