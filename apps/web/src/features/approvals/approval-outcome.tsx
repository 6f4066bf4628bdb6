import { ErrorCode, type Approval } from '@tagloom/contracts';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './approvals.module.css';
import { useRetry } from './use-decide';

/** Who decided, what they said, and what came of it. */
export function ApprovalOutcome({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const actorName = useActorName();
  const { status, decidedBy, decidedAt, decisionNote } = approval;
  const verb = status === 'rejected' ? 'decided_reject' : 'decided_approve';
  return (
    <>
      {decidedBy !== null && decidedAt !== null && (
        <div data-testid="decision">
          <p>{t(verb, { who: actorName(decidedBy), when: format.dateTime(decidedAt) })}</p>
          {decisionNote && <p className={styles.ask}>{t('said', { note: decisionNote })}</p>}
        </div>
      )}
      {status === 'done' && <Alert type="success" showIcon title={t('approved_done')} />}
      {status === 'expired' && <p className={styles.note}>{t('expired_text')}</p>}
      {status === 'approved' && <NotDone approval={approval} />}
    </>
  );
}

/** Agreed to, and in vain so far: why, and until when whoever asked may do it by hand. */
function NotDone({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const actorName = useActorName();
  const why = useWhy();
  const retry = useRetry(approval);
  const { own, askedBy, error } = approval;
  const until = format.dateTime(approval.until);
  return (
    <>
      {retry.isError && <ErrorNotice error={retry.error} title={t('not_retried')} />}
      <Alert
        type="warning"
        showIcon
        data-testid="not-done"
        title={t('approved_not_done', { why: why(error) })}
        description={own ? t('retry_own', { until }) : t('retry_asker', { who: actorName(askedBy), until })}
        action={
          own && (
            <Button loading={retry.isPending} data-testid="retry-approval" onClick={() => retry.mutate()}>
              {t('retry')}
            </Button>
          )
        }
      />
    </>
  );
}

/** A remembered refusal in the language of the page. */
function useWhy(): (error: Approval['error']) => string {
  const errorText = useErrorText();
  return (error) => {
    const code = ErrorCode.safeParse(error?.code);
    if (error === null || !code.success) return error?.message ?? '';
    return errorText(ApiError.of(0, { code: code.data, message: error.message }));
  };
}
