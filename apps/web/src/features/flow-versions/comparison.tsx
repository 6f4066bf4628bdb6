import type { FlowDetail, FlowDifference, FlowVersion, VersionDiff } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import styles from './flow-versions.module.css';
import { SentenceDiff } from './sentence-diff';

/** Two versions by their number, or `draft`. */
export interface Compared {
  a: string;
  b: string;
}

interface ComparisonProps {
  flow: FlowDetail;
  versions: FlowVersion[];
  /** The latest version with the draft when absent. */
  compared: Compared | undefined;
  onChange(compared: Compared): void;
}

export function Comparison({ flow, versions, compared, onChange }: ComparisonProps) {
  const { t } = useTranslation('flowVersions');
  const { a, b } = compared ?? { a: String(versions[0].version), b: 'draft' };
  const numbers = versions.map(({ version }) => ({ value: String(version), label: t('number', { version }) }));
  const options = [{ value: 'draft', label: t('draft') }, ...numbers];
  return (
    <section className={page.card} data-testid="comparison">
      <div className={page.head}>
        <h2 className={page.heading}>{t('compare_title')}</h2>
        <div className={page.tools}>
          <Select
            aria-label={t('before')}
            value={a}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(value) => onChange({ a: value, b })}
          />
          <span aria-hidden>→</span>
          <Select
            aria-label={t('after')}
            value={b}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(value) => onChange({ a, b: value })}
          />
        </div>
      </div>
      <Differences flow={flow} a={a} b={b} />
    </section>
  );
}

function Differences({ flow, a, b }: { flow: FlowDetail } & Compared) {
  const { t } = useTranslation('flowVersions');
  const { locale } = useFormat();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['flowVersions', flow.id, 'diff', a, b, flow.revision],
    queryFn: () => api.get<VersionDiff>(`/flows/${flow.id}/versions/${a}/diff/${b}`),
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (data.differences.length === 0) return <p className={page.note}>{t('same')}</p>;
  return (
    <>
      <h3 className={styles.subject}>{t('sentence')}</h3>
      <SentenceDiff parts={data.sentence[locale]} />
      <p className={page.note}>{t('legend')}</p>
      <h3 className={styles.subject}>{t('differences')}</h3>
      <ul className={styles.differences} data-testid="differences">
        {data.differences.map((difference, index) => (
          <Difference key={index} difference={difference} />
        ))}
      </ul>
    </>
  );
}

function Difference({ difference: { change, text } }: { difference: FlowDifference }) {
  const { t } = useTranslation('flowVersions');
  const { localized } = useFormat();
  return (
    <li>
      <span className={styles.change} data-change={change}>
        {t(change)}
      </span>
      {localized(text)}
    </li>
  );
}
