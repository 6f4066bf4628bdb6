import type { ShareLevel } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import styles from './level-mark.module.css';

/** A level as a ladder of six bars, with its word: never by colour alone. */
export function LevelMark({ level }: { level: ShareLevel }) {
  const { t } = useTranslation('levels');
  return (
    <span className={styles.mark} data-level={level}>
      <i className={styles.ladder} aria-hidden />
      {t(`level_${level}`)}
    </span>
  );
}
