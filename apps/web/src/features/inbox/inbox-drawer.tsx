import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { InboxMessage, MarkReadRequest, MarkReadResponse } from '@tagloom/contracts';
import { Button, Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { inboxQuery } from './inbox-query';
import { MessageCard } from './message-card';
import { approvalIdOf, isAboutApproval } from './approval-message';
import { isAboutBlock } from './flow-message';
import { isAboutShare, tabFor } from './share-message';

export function InboxDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const inbox = useInfiniteQuery(inboxQuery);
  const read = useMarkRead();
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.filter(({ readAt }) => readAt === null);
  const open = (message: InboxMessage) => {
    const { id, kind, customerId, flowId, readAt } = message;
    if (readAt === null) read.mutate({ ids: [id] });
    onClose();
    if (isAboutApproval(kind))
      void navigate({
        to: '/approvals',
        search: { ...(kind === 'approval_decided' && { tab: 'own' }), id: approvalIdOf(message) },
      });
    else if (isAboutShare(kind)) void navigate({ to: '/sharing', search: tabFor(kind) });
    else if (isAboutBlock(kind) && flowId !== null) void navigate({ to: '/flows/$id', params: { id: flowId } });
    else if (customerId !== null) void navigate({ to: '/customers/$id', params: { id: customerId } });
    else if (flowId !== null)
      void navigate({
        to: kind === 'schedule_refused' ? '/flows/$id/versions' : '/flows/$id/impact',
        params: { id: flowId },
      });
  };
  return (
    <Drawer
      open
      size={432}
      title={t('title')}
      extra={
        <Button type="text" disabled={unread.length === 0} onClick={() => read.mutate({ all: true })}>
          {t('read_all')}
        </Button>
      }
      onClose={onClose}
    >
      <div data-testid="inbox">
        {inbox.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {inbox.isError && <ErrorNotice error={inbox.error} onRetry={() => void inbox.refetch()} />}
        {inbox.isSuccess && items.length === 0 && <EmptyState title={t('empty')} hint={t('empty_hint')} />}
        {items.map((message) => (
          <MessageCard
            key={message.id}
            message={message}
            onOpen={() => open(message)}
            onRead={() => read.mutate({ ids: [message.id] })}
          />
        ))}
        {inbox.hasNextPage && (
          <Button block loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </Drawer>
  );
}

function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MarkReadRequest) => api.post<MarkReadResponse>('/inbox/read', body),
    onSettled: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
}
