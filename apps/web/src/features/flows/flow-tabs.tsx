import type { FlowDetail } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { PageHeader } from '@/platform/frame';
import styles from './flow-tabs.module.css';

/** The pages of one flow beside its canvas, in the order in which they are needed. */
const TABS = [
  { to: '/flows/$id', key: 'tab_canvas' },
  { to: '/flows/$id/impact', key: 'tab_impact' },
  { to: '/flows/$id/golden', key: 'tab_golden' },
  { to: '/flows/$id/shadow', key: 'tab_shadow' },
  { to: '/flows/$id/versions', key: 'tab_versions' },
  { to: '/flows/$id/health', key: 'tab_health' },
] as const;

/** The head of every page of a flow: its name, the way back, and the other pages. */
export function FlowTabs({ flowId }: { flowId: string }) {
  const { t } = useTranslation('flows');
  const { data } = useQuery({ queryKey: ['flows', flowId], queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`) });
  return (
    <>
      <PageHeader
        title={data?.name ?? ''}
        documentTitle={data?.name}
        before={
          <Link to="/flows" className={styles.back} aria-label={t('title')}>
            <ChevronLeft size={20} aria-hidden />
          </Link>
        }
      />
      <nav className={styles.tabs} aria-label={t('tabs')}>
        {TABS.map(({ to, key }) => (
          <Link
            key={to}
            to={to}
            params={{ id: flowId }}
            className={styles.tab}
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ exact: true }}
          >
            {t(key)}
          </Link>
        ))}
      </nav>
    </>
  );
}
