import { useInfiniteQuery } from '@tanstack/react-query';
import type { Approval } from '@tagloom/contracts';
import { Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { ApprovalPanel } from './approval-panel';
import { ApprovalRow } from './approval-row';
import styles from './approvals.module.css';
import { approvalsQuery } from './approvals-queries';
import type { ApprovalsSearch, ApprovalTab } from './approvals-search';
import { useWaitingApprovals } from './use-waiting-approvals';

interface ApprovalsPageProps {
  search: ApprovalsSearch;
  onSearch: (search: ApprovalsSearch) => void;
}

const IN_TAB: Record<ApprovalTab, (approval: Approval) => boolean> = {
  waiting: ({ mine }) => mine,
  own: ({ own }) => own,
  all: () => true,
};

/** What waits for the word of a second person: mine to give, mine to wait for, and what became of it. */
export function ApprovalsPage({ search, onSearch }: ApprovalsPageProps) {
  const { t } = useTranslation('approvals');
  const { tab = 'waiting', id } = search;
  const waiting = useWaitingApprovals();
  const tabs = useTabs();
  const go = (next: ApprovalTab) => onSearch(next === 'waiting' ? {} : { tab: next });
  const { id: _, ...closed } = search;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <Segmented<ApprovalTab>
            aria-label={t('title')}
            value={tab}
            onChange={go}
            options={tabs.map((value) => ({
              value,
              label: value === 'waiting' && waiting > 0 ? `${t('tab_waiting')} ${waiting}` : t(`tab_${value}`),
            }))}
          />
        }
      />
      <ApprovalList key={tab} tab={tab} opened={id} onOpen={(chosen) => onSearch({ ...closed, id: chosen })} />
      {id !== undefined && <ApprovalPanel key={id} id={id} onClose={() => onSearch(closed)} />}
    </div>
  );
}

/** All is for those who see more than what is theirs. */
function useTabs(): ApprovalTab[] {
  const { department } = useMe();
  const some = useInfiniteQuery(approvalsQuery(undefined)).data?.pages.flatMap(({ items }) => items);
  const seesMore = department === null || some?.some(({ own }) => !own);
  return seesMore ? ['waiting', 'own', 'all'] : ['waiting', 'own'];
}

interface ApprovalListProps {
  tab: ApprovalTab;
  opened: string | undefined;
  onOpen: (id: string) => void;
}

function ApprovalList({ tab, opened, onOpen }: ApprovalListProps) {
  const { t } = useTranslation('approvals');
  const pages = useInfiniteQuery(approvalsQuery(tab === 'waiting' ? 'open' : undefined));
  if (pages.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!pages.data) return <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const shown = pages.data.pages.flatMap(({ items }) => items).filter(IN_TAB[tab]);
  return (
    <div className={page.sheet} data-testid={`approvals-${tab}`}>
      {shown.length === 0 && !pages.hasNextPage && (
        <EmptyState title={t(`empty_${tab}`)} hint={t(`empty_${tab}_hint`)} />
      )}
      <ul className={styles.list}>
        {shown.map((approval) => (
          <ApprovalRow
            key={approval.id}
            approval={approval}
            open={approval.id === opened}
            onOpen={() => onOpen(approval.id)}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button type="text" block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('load_more')}
        </Button>
      )}
    </div>
  );
}
