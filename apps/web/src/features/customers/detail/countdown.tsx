import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './profile-band.module.css';

const SECOND = 1000;

/** Minutes and seconds that are left, as on a clock: 9:58. */
export function leftOf(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long a revealed value is still seen. */
export function Countdown({ until }: { until: string }) {
  const { t } = useTranslation('customers');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={styles.countdown} role="timer" title={t('reveal_ends')}>
      {leftOf(until, now)}
    </span>
  );
}
