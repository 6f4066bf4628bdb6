import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './requests/requests.module.css';
import { tagSharesQuery } from './sharing-queries';

/** To whom one tag is lent, on the tag itself; shares of its group are in the matrix. */
export function TagShares({ tagId }: { tagId: string }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const actorName = useActorName();
  const mayRead = useCan()('read', 'Share');
  const shares = useQuery({ ...tagSharesQuery(tagId), enabled: mayRead });
  if (!mayRead) return null;
  return (
    <section data-testid="tag-shares">
      <div className={page.head}>
        <h3 className={page.heading}>{t('tag_shares')}</h3>
        <Link to="/sharing">{t('open_matrix')}</Link>
      </div>
      {shares.isError && <ErrorNotice error={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.data?.length === 0 && <p className={page.note}>{t('tag_shares_empty')}</p>}
      <ul className={styles.list}>
        {shares.data?.map(({ id, departmentName, level, purpose, until, grantedBy, grantedAt }) => (
          <li key={id} className={styles.share}>
            <span className={page.name}>{departmentName}</span>
            <LevelMark level={level} />
            <p className={styles.note}>
              {[
                until === null ? t('until_none') : t('until_day', { day: format.day(until) }),
                t('for_purpose', { purpose }),
                t('from_share', { by: actorName(grantedBy), at: format.day(grantedAt) }),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
