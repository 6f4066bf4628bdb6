import type { Delivery } from '@tagloom/contracts';
import { Check, CircleSlash, Clock, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import styles from './deliveries.module.css';

const ICONS = { pending: Clock, delivered: Check, failed: X, cancelled: CircleSlash };

/** Icon, word and colour; below, how often it was tried and when it is tried next. */
export function DeliveryStatusMark({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries');
  const format = useFormat();
  const { status, attempts, nextAttemptAt } = delivery;
  const Icon = ICONS[status];
  return (
    <>
      <span className={styles.status} data-status={status}>
        <Icon size={14} aria-hidden />
        {t(`status_${status}`)}
      </span>
      {attempts > 1 && <div className={page.note}>{t('attempts', { count: attempts })}</div>}
      {status === 'pending' && attempts > 0 && nextAttemptAt && (
        <div className={`${page.note} ${page.nowrap}`}>
          {t('next_attempt', { when: format.dateTime(nextAttemptAt) })}
        </div>
      )}
    </>
  );
}
