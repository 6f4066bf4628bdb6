import type { ShareLevel } from '@tagloom/contracts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelMark } from '@/platform/sharing';
import styles from './matrix.module.css';

interface LevelChoiceProps {
  levels: readonly ShareLevel[];
  /** Given by the form. */
  value?: ShareLevel;
  onChange?: (level: ShareLevel) => void;
}

/** The levels below each other, each with what it allows. */
export function LevelChoice({ levels, value, onChange }: LevelChoiceProps) {
  const { t } = useTranslation(['sharing', 'levels']);
  const name = useId();
  return (
    <div className={styles.levels} role="radiogroup" aria-label={t('level')}>
      {levels.map((level) => (
        <label key={level} className={styles.level}>
          <input type="radio" name={name} checked={level === value} onChange={() => onChange?.(level)} />
          <LevelMark level={level} />
          <small>{t(`levels:means_${level}`)}</small>
        </label>
      ))}
    </div>
  );
}
