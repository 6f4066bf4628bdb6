import { useQuery } from '@tanstack/react-query';
import type { Approval, ApprovalAct } from '@tagloom/contracts';
import { Button, Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useActorName } from '@/platform/ui/use-actor-name';
import { ApprovalOutcome } from './approval-outcome';
import styles from './approvals.module.css';
import { approvalQuery } from './approvals-queries';
import { DecideForm } from './decide-form';
import { Facts } from './facts';
import { Consequence } from './happens/consequence';
import { StatusMark } from './status-mark';
import { useApprovalWords } from './use-approval-words';
import { useWithdraw } from './use-decide';

/** One approval: what exactly would happen, why, and the word of the second person or the place to give it. */
export function ApprovalPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('approvals');
  const approval = useQuery(approvalQuery(id));
  return (
    <Drawer open size={560} title={t('panel')} onClose={onClose} data-testid="approval-panel">
      {approval.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {approval.isError && !approval.data && (
        <ErrorNotice error={approval.error} title={t('gone')} onRetry={() => void approval.refetch()} />
      )}
      {approval.data && <Body approval={approval.data} />}
    </Drawer>
  );
}

function Body({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const { sentence } = useApprovalWords();
  const withdraw = useWithdraw(approval.id);
  const { status, own, mine } = approval;
  const isOpen = status === 'open';
  return (
    <div className={styles.panel}>
      <div className={styles.happens}>
        <p className={styles.sentence}>{sentence(approval)}</p>
        <div>
          <StatusMark status={status} />
        </div>
      </div>
      <section>
        <h3>{t('reason')}</h3>
        <p className={styles.ask}>{approval.reason}</p>
      </section>
      <section>
        <h3>{t(isOpen ? 'happens' : 'happened')}</h3>
        <Consequence approval={approval} />
      </section>
      <AskedFacts approval={approval} />
      <ApprovalOutcome approval={approval} />
      {isOpen && mine && <DecideForm id={approval.id} />}
      {own && (isOpen || status === 'approved') && (
        <div className={styles.decide}>
          {isOpen && <p className={styles.note}>{t('waiting_text')}</p>}
          <div className={styles.buttons}>
            <Button loading={withdraw.isPending} data-testid="withdraw-approval" onClick={() => withdraw.mutate()}>
              {t('withdraw')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function AskedFacts({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const actorName = useActorName();
  const { status, askedBy, askedFor, askedAt, until } = approval;
  const customers = useCustomers(approval);
  return (
    <Facts
      facts={[
        [t('asked_by'), actorName(askedBy)],
        [t('asked_for'), askedFor?.name ?? t('organisation')],
        [t('asked_on'), format.dateTime(askedAt)],
        ...(status === 'open' ? [[t('valid_until'), format.dateTime(until)] as const] : []),
        ...(customers === undefined ? [] : [[t('customers'), customers] as const]),
      ]}
    />
  );
}

const TOUCHES_CUSTOMERS = new Set<ApprovalAct>(['deleteTag', 'deleteGroup', 'mergeTags', 'splitTag', 'bulkTag']);

/** How many it changes; nothing of what changes none. */
function useCustomers({ request, about }: Approval): string | undefined {
  const { t } = useTranslation('approvals');
  const { number } = useFormat();
  const { customers: count } = about;
  if (count !== null) return t('customers', { count, number: number(count) });
  return TOUCHES_CUSTOMERS.has(request.act) ? t('customers_unknown') : undefined;
}
