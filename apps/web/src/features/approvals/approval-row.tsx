import type { Approval } from '@tagloom/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './approvals.module.css';
import { StatusMark } from './status-mark';
import { useApprovalWords } from './use-approval-words';

interface ApprovalRowProps {
  approval: Approval;
  open: boolean;
  onOpen: () => void;
}

/** Who asks for what and why; opening it shows what exactly would happen, and only there it is decided. */
export function ApprovalRow({ approval, open, onOpen }: ApprovalRowProps) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const { sentence } = useApprovalWords();
  const { status, reason, askedFor, askedAt, until, mine } = approval;
  const facts = [
    t('for_department', { department: askedFor?.name ?? t('organisation') }),
    t('asked_at', { when: format.ago(askedAt) }),
    ...(status === 'open' ? [t('until', { when: format.dateTime(until) })] : []),
  ];
  return (
    <li className={styles.row} data-testid="approval" data-status={status} data-open={open || undefined}>
      <button type="button" className={styles.opener} aria-expanded={open} onClick={onOpen}>
        <span className={styles.text}>
          <span className={styles.sentence}>{sentence(approval)}</span>
          <span>{t('reason_is', { reason })}</span>
          <span className={styles.note}>{facts.join(' · ')}</span>
        </span>
        {(!mine || status !== 'open') && <StatusMark status={status} />}
        {mine && status === 'open' && <span className={styles.act}>{t('look')}</span>}
        <ChevronRight size={16} aria-hidden />
      </button>
    </li>
  );
}
