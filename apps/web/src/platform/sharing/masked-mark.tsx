import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './masked-mark.module.css';

/** Stands where a value would: there is one, and the reader's department may not see it. */
export function MaskedMark() {
  const { t } = useTranslation('levels');
  return (
    <span className={styles.masked} title={t('masked_hint')}>
      <Lock size={12} aria-hidden />
      {t('masked')}
    </span>
  );
}
