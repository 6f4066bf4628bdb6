import { SHARE_LEVELS } from '@tagloom/contracts';
import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LevelMark } from '@/platform/sharing';
import styles from './matrix.module.css';

export function Legend() {
  const { t } = useTranslation('sharing');
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      {SHARE_LEVELS.map((level) => (
        <li key={level}>
          <LevelMark level={level} />
        </li>
      ))}
      <li>
        <Clock size={14} aria-hidden /> {t('legend_until')}
      </li>
      <li className={styles.soon}>
        <Clock size={14} aria-hidden /> {t('legend_ending')}
      </li>
      <li>{t('legend_faded')}</li>
    </ul>
  );
}
