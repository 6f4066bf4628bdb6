import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Overview } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { hasTag } from '@/platform/ui/has-tag';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import styles from './home-page.module.css';

/** How the customers spread over the lifecycle: grey bars, each with its number. */
export function Lifecycle({ overview }: { overview: Overview }) {
  const { t } = useTranslation('home');
  const { localized, number, percent } = useFormat();
  const tags = useQuery(taxonomyQuery).data?.tags;
  const most = Math.max(1, ...overview.lifecycle.map(({ customers }) => customers));
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{t('lifecycle')}</h2>
      </div>
      {overview.lifecycle.length === 0 && <p className={page.note}>{t('lifecycle_empty')}</p>}
      {overview.lifecycle.map(({ tagId, name, customers }) => {
        const tag = tags?.find(({ id }) => id === tagId);
        const share = overview.customers > 0 ? customers / overview.customers : 0;
        return (
          <div key={tagId} className={styles.stage}>
            {tag ? (
              <Link to="/customers" search={{ filter: hasTag(tag) }}>
                {localized(name)}
              </Link>
            ) : (
              <span>{localized(name)}</span>
            )}
            <span className={styles.track}>
              <span className={styles.bar} style={{ width: `${(customers / most) * 100}%` }} />
            </span>
            <span className={styles.count}>{t('people', { number: number(customers), share: percent(share) })}</span>
          </div>
        );
      })}
      <p className={page.note}>{t('untagged', { number: number(overview.untagged) })}</p>
    </section>
  );
}
