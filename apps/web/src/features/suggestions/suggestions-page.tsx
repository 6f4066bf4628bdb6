import { useQuery } from '@tanstack/react-query';
import type { Suggestion, SuggestionStatus } from '@tagloom/contracts';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { nextAfter } from './next-after';
import { SuggestionDetail } from './suggestion-detail';
import { SuggestionList } from './suggestion-list';
import { suggestionsQuery } from './suggestions-query';
import styles from './suggestions.module.css';
import { useAnswerKeys } from './use-answer-keys';
import { useDecide } from './use-decide';

const STATUSES = ['open', 'accepted', 'declined'] as const satisfies readonly SuggestionStatus[];
type Shown = (typeof STATUSES)[number];

export function SuggestionsPage() {
  const { t } = useTranslation('suggestions');
  const [status, setStatus] = useState<Shown>('open');
  const found = useQuery(suggestionsQuery(status));
  const open = found.data?.open ?? 0;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <Segmented<Shown>
            aria-label={t('title')}
            value={status}
            onChange={setStatus}
            options={STATUSES.map((value) => ({
              value,
              label: value === 'open' && open > 0 ? `${t('status_open')} ${open}` : t(`status_${value}`),
            }))}
          />
        }
      />
      {found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {found.isError && !found.data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data &&
        (found.data.items.length === 0 ? (
          <div className={page.sheet}>
            <EmptyState title={t(`empty_${status}`)} hint={status === 'open' ? t('empty_hint') : undefined} />
          </div>
        ) : (
          <Desk key={status} items={found.data.items} />
        ))}
    </div>
  );
}

/** The list, and what is behind the one that is selected; the next comes up after an answer. */
function Desk({ items }: { items: Suggestion[] }) {
  const mayDecide = useCan()('update', 'Suggestion');
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const decide = useDecide();
  const selected = items.find(({ id }) => id === chosen) ?? items[0]!;
  const canAnswer = mayDecide && selected.status === 'open' && !decide.isPending;
  const choose = (id: string | undefined) => {
    setChosen(id);
    setReason('');
  };
  const answer = (decision: 'accept' | 'decline') => {
    if (!canAnswer) return;
    const next = nextAfter(
      items.map(({ id }) => id),
      selected.id,
    );
    decide.mutate({ suggestion: selected, decision, reason }, { onSuccess: () => choose(next) });
  };
  useAnswerKeys(answer);
  return (
    <div className={styles.desk}>
      <SuggestionList items={items} selected={selected.id} onSelect={choose} />
      <SuggestionDetail
        key={selected.id}
        suggestion={selected}
        canAnswer={canAnswer}
        reason={reason}
        onReason={setReason}
        onAnswer={answer}
      />
    </div>
  );
}
