import type { TagDetail } from '@tagloom/contracts';
import dayjs from 'dayjs';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import styles from './tag-page.module.css';

/** Who stands behind the tag, and what the reader may do with it. */
export function TagBand({ tag, levelNote }: { tag: TagDetail; levelNote: ReactNode }) {
  const { t } = useTranslation(['tagPage', 'ui', 'common']);
  const format = useFormat();
  const place = [t(`common:category_${tag.category}`), ...tag.groupPath.map(({ name }) => format.localized(name))];
  const owner =
    tag.ownerDepartmentName ?? (tag.ownerDepartmentId === null ? t('ui:headquarters') : t('ui:other_department'));
  const isOverdue = tag.reviewAt !== null && tag.reviewAt < dayjs().format('YYYY-MM-DD');
  return (
    <section className={`${page.card} ${styles.band}`} data-testid="tag-band">
      <div className={styles.chip}>
        <TagChip tag={tag} />
        <span className={page.note}>{place.join(' / ')}</span>
        {tag.localName && (
          <span className={page.note}>{t('called', { name: format.localized(tag.localName.name) })}</span>
        )}
      </div>
      <dl className={styles.facts}>
        <Fact label={t('scope')}>{t(`scope_${tag.scope}`)}</Fact>
        <Fact label={t('owner')}>{tag.ownerUserName ?? owner}</Fact>
        <Fact label={t('steward')}>{tag.stewardName ?? t('steward_none')}</Fact>
        <Fact label={t('level')}>
          <span className={styles.level}>
            <LevelMark level={tag.level} />
            {levelNote}
          </span>
        </Fact>
        <Fact label={t('sensitivity')}>{t(`sensitivity_${tag.sensitivity}`)}</Fact>
        {tag.reviewAt !== null && (
          <Fact label={t('review')}>
            {format.day(tag.reviewAt)}
            {isOverdue && (
              <span style={{ color: 'var(--tl-warn)', marginInlineStart: 8 }}>
                <TriangleAlert size={12} aria-hidden /> {t('overdue')}
              </span>
            )}
          </Fact>
        )}
        <Fact label={t('key')}>
          <code style={{ font: 'inherit' }}>{tag.key}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
