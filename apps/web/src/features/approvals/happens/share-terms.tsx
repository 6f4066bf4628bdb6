import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import styles from '../approvals.module.css';
import { Facts } from '../facts';
import { useApprovalWords } from '../use-approval-words';
import type { ActTerms } from './act-terms';
import { GroupLink, TagLink } from './links';

/** The terms of a share: what, with whom, how much of it, what for and until when. */
export function ShareTerms({ approval, request }: ActTerms<'share'>) {
  const { t } = useTranslation('approvals');
  const { day } = useFormat();
  const { department } = useApprovalWords();
  const { tagId, groupId = '', departmentId, level, purpose, until } = request.share;
  const what =
    tagId === undefined
      ? ([t('share_group'), <GroupLink key="group" approval={approval} id={groupId} />] as const)
      : ([t('share_tag'), <TagLink key="tag" approval={approval} id={tagId} />] as const);
  return (
    <div className={styles.happens}>
      <Facts
        facts={[
          what,
          [t('share_to'), department(approval, departmentId)],
          [t('share_level'), <LevelMark key="level" level={level} />],
          [t('share_purpose'), purpose],
          [t('share_until'), until ? day(until) : t('share_no_end')],
        ]}
      />
      <p>{t('share_happens')}</p>
    </div>
  );
}
