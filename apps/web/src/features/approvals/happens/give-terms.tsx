import { useTranslation } from 'react-i18next';
import styles from '../approvals.module.css';
import { Facts } from '../facts';
import { useApprovalWords } from '../use-approval-words';
import type { ActTerms } from './act-terms';
import { GroupLink, TagLink } from './links';

/** Whose the tag would be, who it would be for, where it would stand; what stays is not said. */
export function GiveTerms({ approval, request }: ActTerms<'giveTag'>) {
  const { t } = useTranslation('approvals');
  const { department } = useApprovalWords();
  const { tagId, scope, ownerDepartmentId, groupId } = request;
  return (
    <div className={styles.happens}>
      <Facts
        facts={[
          [t('share_tag'), <TagLink key="tag" approval={approval} id={tagId} />],
          ...(ownerDepartmentId === undefined
            ? []
            : [[t('give_owner'), department(approval, ownerDepartmentId)] as const]),
          ...(scope ? [[t('give_scope'), t(`scope_${scope}`)] as const] : []),
          ...(groupId === undefined
            ? []
            : [
                [
                  t('give_group'),
                  groupId === null ? t('give_no_group') : <GroupLink key="group" approval={approval} id={groupId} />,
                ] as const,
              ]),
        ]}
      />
      {ownerDepartmentId !== undefined && <p>{t('giveTag_happens')}</p>}
      {groupId !== undefined && <p>{t('group_happens')}</p>}
    </div>
  );
}

/** A group goes into another one, or out of all. */
export function GiveGroupTerms({ approval, request }: ActTerms<'giveGroup'>) {
  const { t } = useTranslation('approvals');
  const { groupId, parentId } = request;
  return (
    <div className={styles.happens}>
      <Facts
        facts={[
          [t('share_group'), <GroupLink key="group" approval={approval} id={groupId} />],
          [
            t('give_into'),
            parentId === null ? t('give_top') : <GroupLink key="into" approval={approval} id={parentId} />,
          ],
        ]}
      />
      <p>{t('group_happens')}</p>
    </div>
  );
}
