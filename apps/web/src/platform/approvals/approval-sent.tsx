import { Link } from '@tanstack/react-router';
import type { Approval, ApprovalAct } from '@tagloom/contracts';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './ask-approval.module.css';

/** Whose word counts: those who could do it on their own. */
const ASKED = {
  deleteTag: 'asked_owner',
  deleteGroup: 'asked_owner',
  mergeTags: 'asked_owner',
  splitTag: 'asked_owner',
  share: 'asked_owner',
  giveTag: 'asked_owner',
  giveGroup: 'asked_owner',
  bulkTag: 'asked_same',
  promoteFlow: 'asked_tags',
} as const satisfies Record<ApprovalAct, string>;

/** It is on its way: who will be asked, what happens then, where to follow it. */
export function ApprovalSent({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { t } = useTranslation(['approving', 'common']);
  const format = useFormat();
  return (
    <div className={styles.step} data-testid="approval-sent">
      <Alert
        type="success"
        showIcon
        title={t('sent')}
        description={
          <>
            <p>{t(ASKED[approval.request.act])}</p>
            <p>{t('sent_then', { until: format.dateTime(approval.until) })}</p>
          </>
        }
      />
      <div className={styles.foot}>
        <Link to="/approvals" search={{ tab: 'own', id: approval.id }} onClick={onClose}>
          <Button tabIndex={-1}>{t('follow')}</Button>
        </Link>
        <Button type="primary" onClick={onClose} data-testid="approval-close">
          {t('common:close')}
        </Button>
      </div>
    </div>
  );
}
