import type { ApprovalStatus } from '@tagloom/contracts';
import { Check, Clock, TriangleAlert, Undo2, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './approvals.module.css';

const ICONS: Record<ApprovalStatus, LucideIcon> = {
  open: Clock,
  approved: TriangleAlert,
  done: Check,
  rejected: X,
  withdrawn: Undo2,
  expired: Clock,
};

/** What became of it, in a word. */
export function StatusMark({ status }: { status: ApprovalStatus }) {
  const { t } = useTranslation('approvals');
  const Icon = ICONS[status];
  return (
    <span className={styles.status} data-status={status}>
      <Icon size={12} aria-hidden /> {t(`status_${status}`)}
    </span>
  );
}
