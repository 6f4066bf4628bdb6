import { Link } from '@tanstack/react-router';
import type { Approval } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import styles from '../approvals.module.css';
import { useApprovalWords } from '../use-approval-words';

/** A tag as it was called when it was asked, and the way to it as it is. */
export function TagLink({ approval, id }: { approval: Approval; id: string }) {
  const { tag } = useApprovalWords();
  return (
    <Link to="/tags/$id" params={{ id }}>
      {tag(approval, id)}
    </Link>
  );
}

export function TagLinks({ approval }: { approval: Approval }) {
  return (
    <span className={styles.names}>
      {approval.about.tags.map(({ id }) => (
        <TagLink key={id} approval={approval} id={id} />
      ))}
    </span>
  );
}

/** Groups have no page of their own: they stand in the library. */
export function GroupLink({ approval, id }: { approval: Approval; id: string }) {
  const { group } = useApprovalWords();
  return (
    <Link to="/tags" search={{ branch: id }}>
      {group(approval, id)}
    </Link>
  );
}

export function FlowLink({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const { flow } = approval.about;
  if (!flow) return t('unknown_flow');
  return (
    <Link to="/flows/$id" params={{ id: flow.id }}>
      {flow.name}
    </Link>
  );
}
