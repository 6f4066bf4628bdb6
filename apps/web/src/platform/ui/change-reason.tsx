import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Catalog, ChangeView, ChangeWhy, WhyEvent } from '@tagloom/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import styles from './change-reason.module.css';
import { ErrorNotice } from './error-notice';
import { TraceTable } from './trace-table';
import { useValueText } from './use-value-text';

/** A change is never rewritten, nor is what stands behind it. */
const changeWhyQuery = (id: string) => ({
  queryKey: ['changes', id, 'why'],
  queryFn: () => api.get<ChangeWhy>(`/changes/${id}/why`),
  staleTime: 60_000,
});

/** The names of then before those of today: a metric may have been renamed since, or deleted. */
function useNames(glossary: Catalog | undefined): Catalog {
  const today = useCatalog();
  return useMemo(
    () => (glossary ? { ...today, facts: [...glossary.facts, ...today.facts] } : today),
    [glossary, today],
  );
}

/** What made a change, as it was then: the rule in its words, the event, and each condition with its value. */
export function ChangeReason({ change }: { change: ChangeView }) {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  const { data, error, refetch } = useQuery(changeWhyQuery(change.id));
  const names = useNames(data?.glossary);
  return (
    <div data-testid="change-reason">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.flow && (
        <p className={styles.rule}>
          <span>{t('why_rule', { name: data.flow.name, version: data.flow.version })}</span>
          {localized(data.flow.sentence)}
        </p>
      )}
      {data?.flow && !data.namesOfThen && <p className={styles.note}>{t('why_names_of_today')}</p>}
      {data?.event && <Event event={data.event} names={names} />}
      {change.evidence && <TraceTable trace={change.evidence.trace} catalog={names} />}
      {data?.flow && <Onward change={change} exists={data.flow.exists} />}
    </div>
  );
}

function Event({ event, names }: { event: WhyEvent; names: Catalog }) {
  const { t } = useTranslation('ui');
  const { dateTime, localized } = useFormat();
  const valueText = useValueText();
  const carried = event.properties.map(({ name, label, value }) => {
    const fact = names.facts.find((known) => known.name === `event.${name}`);
    return t('why_property', { name: localized(label), value: valueText(value, fact) });
  });
  return (
    <p className={styles.note} data-testid="why-event">
      {[t('why_event', { name: localized(event.label), when: dateTime(event.occurredAt) }), ...carried].join(' · ')}
    </p>
  );
}

/** Where to go from here: the same evaluation again, while the rule is still there. */
function Onward({ change, exists }: { change: ChangeView; exists: boolean }) {
  const { t } = useTranslation('ui');
  const mayTry = useCan()('read', 'Flow');
  if (!exists) return <p className={styles.note}>{t('why_rule_deleted')}</p>;
  if (!mayTry || !change.flowId || !change.evidence) return null;
  return (
    <p className={styles.onward}>
      <Link
        to="/flows/$id"
        params={{ id: change.flowId }}
        search={{ change: change.id }}
        data-testid="open-in-simulator"
      >
        {t('why_simulate')}
      </Link>
    </p>
  );
}
