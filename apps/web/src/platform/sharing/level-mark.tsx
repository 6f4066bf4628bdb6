import type { ShareLevel } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import styles from './level-mark.module.css';

/** A level as a ladder of six bars, with its word: never by colour alone. */
export function LevelMark({ level }: { level: ShareLevel }) {
  const { t } = useTranslation('levels');
  return <WordedLevel level={level} word={t(`level_${level}`)} />;
}

/** For places with thousands of them, which know the words already. */
export function WordedLevel({ level, word }: { level: ShareLevel; word: string }) {
  return (
    <span className={styles.mark} data-level={level}>
      <i className={styles.ladder} aria-hidden />
      {word}
    </span>
  );
}
