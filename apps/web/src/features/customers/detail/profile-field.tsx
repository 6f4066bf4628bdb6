import type { CustomerDetail, ProfileKey } from '@tagloom/contracts';
import { Button } from 'antd';
import { Eye, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { Countdown } from './countdown';
import styles from './profile-band.module.css';
import { RevealDialog } from './reveal-dialog';

interface ProfileFieldProps {
  customer: CustomerDetail;
  field: ProfileKey;
  /** The field's name in the reader's language. */
  label: string;
  /** The value as it is shown. */
  text: string;
}

/** A value; where it is masked, a way to see it for a while, and how long it is still seen. */
export function ProfileField({ customer, field, label, text }: ProfileFieldProps) {
  const { t } = useTranslation(['customers', 'levels']);
  const mayReveal = useCan()('create', 'Reveal');
  const [asking, setAsking] = useState(false);
  const shown = customer.fields?.[field];
  const isMasked = shown?.level === 'masked' && !shown.until;
  return (
    <span className={styles.field} data-testid={`field-${field}`}>
      {isMasked && (
        <span role="img" aria-label={t('levels:masked')} title={t('levels:masked')} className={styles.lock}>
          <Lock size={12} aria-hidden />
        </span>
      )}
      {text}
      {shown?.until && <Countdown until={shown.until} />}
      {isMasked && mayReveal && (
        <Button
          type="text"
          size="small"
          icon={<Eye size={14} aria-hidden />}
          aria-label={t('reveal_field', { field: label })}
          title={t('reveal_field', { field: label })}
          data-testid={`reveal-${field}`}
          onClick={() => setAsking(true)}
        />
      )}
      {asking && <RevealDialog customerId={customer.id} field={field} label={label} onClose={() => setAsking(false)} />}
    </span>
  );
}
