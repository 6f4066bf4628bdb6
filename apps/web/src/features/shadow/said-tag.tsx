import type { ShadowTag } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/platform/ui/mark';
import { TagChip } from '@/platform/ui/tag-chip';
import styles from './shadow.module.css';

type Tag = Pick<ShadowTag, 'name' | 'category'>;
type Said = Pick<ShadowTag, 'stance' | 'value'>;

/** A tag as somebody says it: given, or kept away. */
export function SaidTag({ tag, said }: { tag: Tag; said: Said }) {
  const { t } = useTranslation('shadow');
  const isForbidden = said.stance === 'forbid';
  return (
    <span className={styles.said}>
      {isForbidden && <Mark>{t('forbid')}</Mark>}
      <TagChip tag={tag} value={said.value} muted={isForbidden} />
    </span>
  );
}
