import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TagDetail } from '@tagloom/contracts';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { includesLevel } from '@/platform/sharing';
import { hasTag } from '@/platform/ui/has-tag';
import page from '@/platform/ui/page.module.css';
import styles from './tag-page.module.css';
import { healthQuery } from './tag-page-queries';

/** How many have it and how it is doing; what the reader may not know is said to be so. */
export function NumbersCard({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const report = useQuery(healthQuery);
  const health = report.data?.tags.find(({ id }) => id === tag.id);
  const unknown = <span className={page.note}>{report.isPending ? '…' : t('not_known')}</span>;
  return (
    <section className={page.card} data-testid="tag-numbers">
      <h2 className={page.heading}>{t('numbers')}</h2>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('customers')}</dt>
          <dd className={styles.number}>
            <Customers tag={tag} />
          </dd>
        </div>
        <div>
          <dt>{t('share_of_all')}</dt>
          <dd className={styles.number}>{health?.share == null ? unknown : format.percent(health.share)}</dd>
        </div>
        <div>
          <dt>{t('flows')}</dt>
          <dd>{health ? format.number(health.flows) : unknown}</dd>
        </div>
        <div>
          <dt>{t('last_change')}</dt>
          <dd>{health?.lastChangeAt ? format.ago(health.lastChangeAt) : unknown}</dd>
        </div>
      </dl>
      {health?.overlap && (
        <p className={styles.warn}>
          <TriangleAlert size={14} aria-hidden />
          <span>
            {t('overlap', { share: format.percent(health.overlap.jaccard) })}{' '}
            <Link to="/tags/$id" params={{ id: health.overlap.id }}>
              {format.localized(health.overlap.name)}
            </Link>
          </span>
        </p>
      )}
      {health && health.retirement.length > 0 && (
        <p className={styles.warn} data-testid="tag-retirement">
          <TriangleAlert size={14} aria-hidden />
          <span>
            {t('may_retire', {
              reasons: health.retirement.map((reason) => t(`retirement_${reason}`)).join(t('comma')),
            })}
          </span>
        </p>
      )}
    </section>
  );
}

function Customers({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  if (tag.customers === null) return <span className={page.note}>{t('customers_hidden')}</span>;
  if (!includesLevel(tag.level, 'read')) return format.number(tag.customers);
  return (
    <Link to="/customers" search={{ filter: hasTag(tag) }}>
      {format.number(tag.customers)}
    </Link>
  );
}
