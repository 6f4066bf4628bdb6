import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import { useLentShares } from './lent-shares';
import styles from './requests/requests.module.css';
import { ShareEnd } from './share-end';

/** To whom one tag is lent, by itself or with its group, at which level, what for and until when. */
export function TagShares({ tagId }: { tagId: string }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const actorName = useActorName();
  const { department } = useMe();
  const can = useCan();
  const mayRead = can('read', 'Share');
  const { shares, error, retry } = useLentShares(tagId, mayRead);
  if (!mayRead) return null;
  return (
    <section className={page.card} data-testid="tag-shares">
      <div className={page.head}>
        <h2 className={page.heading}>{t('tag_shares')}</h2>
        <Link to="/sharing">{t(can('create', 'Share') ? 'open_matrix' : 'see_matrix')}</Link>
      </div>
      {error && <ErrorNotice error={error} onRetry={retry} />}
      {!shares && !error && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {shares?.length === 0 && <p className={page.note}>{t('tag_shares_empty')}</p>}
      <ul className={styles.list}>
        {shares?.map(
          ({ id, groupId, name, departmentId, departmentName, level, purpose, until, grantedBy, grantedAt }) => (
            <li key={id} className={styles.share}>
              <span>
                <b className={page.name}>{departmentName}</b>{' '}
                {departmentId === department?.id && <Mark>{t('own_department')}</Mark>}
              </span>
              <LevelMark level={level} />
              <p className={styles.note}>
                <ShareEnd until={until} /> · {t('for_purpose', { purpose })}
              </p>
              <p className={styles.note}>
                {groupId !== null && `${t('from_group', { name: format.localized(name) })} · `}
                {t('from_share', { by: actorName(grantedBy), at: format.day(grantedAt) })}
              </p>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
