import dayjs from 'dayjs';
import { Clock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { endsSoon } from './matrix/matrix-model';
import styles from './requests/requests.module.css';

/** Until when a share is in force. Near the end it says how many days are left, and is not to be overlooked. */
export function ShareEnd({ until }: { until: string | null }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const [now] = useState(() => Date.now());
  if (until === null) return t('until_none');
  const day = format.day(until);
  if (!endsSoon(until, now)) return t('until_day', { day });
  const count = daysLeft(until, now);
  return (
    <span className={styles.soon} data-soon>
      <Clock size={12} aria-hidden />
      {count === 0 ? t('ends_today') : t('days_left', { day, count, number: format.number(count) })}
    </span>
  );
}

/** Whole days of the calendar, as the reader counts them; 0 on the last one. */
export const daysLeft = (until: string, now: number): number =>
  Math.max(0, dayjs(until).startOf('day').diff(dayjs(now).startOf('day'), 'day'));
