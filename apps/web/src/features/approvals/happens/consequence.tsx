import type { Approval } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from '../approvals.module.css';
import { useApprovalWords } from '../use-approval-words';
import { BulkTerms } from './bulk-terms';
import { FlowLink, GroupLink, TagLink, TagLinks } from './links';
import { GiveGroupTerms, GiveTerms } from './give-terms';
import { ShareTerms } from './share-terms';
import { SplitTerms } from './split-terms';
import { Facts } from '../facts';

/** What exactly happens when it is agreed to: the things themselves, with the ways to them, and the rule in a sentence. */
export function Consequence({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const { tag } = useApprovalWords();
  const { locale } = useFormat();
  const { request } = approval;
  switch (request.act) {
    case 'deleteTag':
      return (
        <div className={styles.happens}>
          <TagLinks approval={approval} />
          <p>{t('deleteTag_happens')}</p>
        </div>
      );
    case 'deleteGroup':
      return (
        <div className={styles.happens}>
          <GroupLink approval={approval} id={request.groupId} />
          <TagLinks approval={approval} />
          <p>{t('deleteGroup_happens')}</p>
        </div>
      );
    case 'mergeTags': {
      const { tagId, into } = request;
      return (
        <div className={styles.happens}>
          <Facts
            facts={[
              [t('merge_from'), <TagLink key="from" approval={approval} id={tagId} />],
              [t('merge_into'), <TagLink key="into" approval={approval} id={into} />],
            ]}
          />
          <p>{t('mergeTags_happens', { tag: tag(approval, tagId), into: tag(approval, into) })}</p>
        </div>
      );
    }
    case 'splitTag':
      return <SplitTerms approval={approval} request={request} />;
    case 'share':
      return <ShareTerms approval={approval} request={request} />;
    case 'giveTag':
      return <GiveTerms approval={approval} request={request} />;
    case 'giveGroup':
      return <GiveGroupTerms approval={approval} request={request} />;
    case 'bulkTag':
      return <BulkTerms approval={approval} request={request} />;
    case 'promoteFlow':
      return (
        <div className={styles.happens}>
          <Facts
            facts={[
              [t('promote_flow'), <FlowLink key="flow" approval={approval} />],
              ...(approval.about.flow?.sentence
                ? [[t('promote_says'), approval.about.flow.sentence[locale]] as const]
                : []),
              [t('promote_revision'), request.revision],
              [t('promote_tags'), <TagLinks key="tags" approval={approval} />],
            ]}
          />
          <p>{t('promoteFlow_happens')}</p>
        </div>
      );
  }
}
