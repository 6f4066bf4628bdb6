import type { ShareLevel, Tag } from '@tagloom/contracts';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './too-low-option.module.css';

interface TooLowOptionProps {
  tag: Pick<Tag, 'name' | 'level'>;
  needs: ShareLevel;
  /** Choosing it asks for it. */
  mayAsk: boolean;
}

/** In a picker, a tag that one has too little of: why, and that it can be asked for. */
export function TooLowOption({ tag, needs, mayAsk }: TooLowOptionProps) {
  const { t } = useTranslation('levels');
  const { localized } = useFormat();
  const reason = needs === 'use' || needs === 'assign' ? t(`too_low_${needs}`) : t('too_low_read');
  return (
    <span className={styles.option}>
      <Lock size={12} aria-hidden />
      {localized(tag.name)}
      <small>
        {t(`level_${tag.level}`)} · {reason}
      </small>
      {mayAsk && <b>{t('ask')}</b>}
    </span>
  );
}
