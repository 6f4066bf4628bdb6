import { useMutation } from '@tanstack/react-query';
import type { FlowReview } from '@tagloom/contracts';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import type { DraftSaver } from '../saving/draft-saver';

type Numbers = 'changed' | 'total' | 'share' | 'limit';

/** Publishing needs a second person: because of how many customers it is about, or since every version does; and the offer to ask one. */
export function ReviewOffer({ flowId, saver, error }: { flowId: string; saver: DraftSaver; error: ApiError }) {
  const { t } = useTranslation('flowEditor');
  const { number, percent } = useFormat();
  const errorText = useErrorText();
  const ask = useMutation({
    mutationFn: () => api.post<FlowReview>(`/flows/${flowId}/reviews`, { revision: saver.revision }),
  });
  const isEvery = error.params?.fourEyes === true;
  const { changed = 0, total = 0, share = 0, limit = 0 } = (error.params ?? {}) as Partial<Record<Numbers, number>>;
  const numbers = {
    changed: number(changed),
    total: number(total),
    share: percent(share / 100),
    limit: percent(limit / 100),
  };
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="publish-review"
      title={isEvery ? t('publish.reviewEvery') : t('publish.reviewNeeded', numbers)}
      description={ask.isSuccess ? t('publish.reviewAsked') : ask.isError ? errorText(ask.error) : undefined}
      action={
        !ask.isSuccess && (
          <Button loading={ask.isPending} data-testid="publish-ask-review" onClick={() => ask.mutate()}>
            {t('publish.reviewAsk')}
          </Button>
        )
      }
    />
  );
}

export const needsReview = (error: Error | null): error is ApiError =>
  error instanceof ApiError && error.code === 'review_required';
