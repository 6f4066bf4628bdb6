import type { Overview } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './home-page.module.css';

export function HomeNumbers({ overview }: { overview: Overview }) {
  const { t } = useTranslation('home');
  const { number } = useFormat();
  const { customers, events24h, backlog, latencyMs } = overview;
  return (
    <dl className={styles.numbers}>
      <Figure label={t('customers')} value={t('customers_value', { number: number(customers) })} />
      <Figure label={t('events')} value={t('events_value', { number: number(events24h) })} />
      <Figure label={t('backlog')} value={t('events_value', { number: number(backlog) })} />
      <Figure
        label={t('latency')}
        value={latencyMs ? t('latency_value', { p50: number(Math.round(latencyMs.p50)) }) : '—'}
        note={latencyMs ? t('latency_note', { p95: number(Math.round(latencyMs.p95)) }) : t('latency_none')}
      />
    </dl>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}
