import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FlowUse } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import styles from './tag-page.module.css';
import { usesQuery } from './tag-page-queries';

/** Rules that read or set the tag, and what else would miss it. */
export function UsesCard({ tagId }: { tagId: string }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const uses = useQuery(usesQuery(tagId));
  const rivals = uses.data?.exclusiveGroup?.tags ?? [];
  return (
    <section className={page.card} data-testid="tag-uses">
      <h2 className={page.heading}>{t('uses')}</h2>
      {uses.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {uses.isError && <ErrorNotice error={uses.error} onRetry={() => void uses.refetch()} title={t('uses_failed')} />}
      {uses.data && (
        <>
          {uses.data.flows.length === 0 && <p className={page.note}>{t('uses_none')}</p>}
          <ul className={styles.rows}>
            {uses.data.flows.map((flow) => (
              <FlowRow key={flow.id} flow={flow} />
            ))}
          </ul>
          {(uses.data.openSuggestions ?? 0) > 0 && (
            <p className={page.note}>
              {t('open_suggestions', {
                count: uses.data.openSuggestions ?? 0,
                number: format.number(uses.data.openSuggestions ?? 0),
              })}
            </p>
          )}
          {rivals.length > 0 && (
            <p className={page.note}>
              {t('rivals', { names: rivals.map(({ name }) => format.localized(name)).join(t('comma')) })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function FlowRow({ flow }: { flow: FlowUse }) {
  const { t } = useTranslation('tagPage');
  const { id, name, published, shadow, uses, goldenCases } = flow;
  const state = published ? t('published') : shadow ? t('in_shadow') : t('draft');
  const how = uses.map((use) => t(`use_${use}`));
  if (goldenCases > 0) how.push(t('golden_cases', { count: goldenCases, number: String(goldenCases) }));
  return (
    <li>
      <span className={styles.rowHead}>
        <Link to="/flows/$id" params={{ id }}>
          {name}
        </Link>
        <Mark tone={published ? 'pass' : undefined}>{state}</Mark>
      </span>
      <span className={page.note}>{how.join(' · ')}</span>
    </li>
  );
}
