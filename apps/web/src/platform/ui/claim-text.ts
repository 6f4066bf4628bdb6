import type { ClaimView } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useActorName } from './use-actor-name';

/** Who claims a tag, as people read it: «规则「高价值」», «王晓手动添加». */
export function useClaimText(): (claim: Pick<ClaimView, 'source' | 'sourceName' | 'stance'>) => string {
  const { t } = useTranslation('ui');
  const actorName = useActorName();
  return ({ source, sourceName, stance }) => {
    const name = actorName(sourceName);
    return source === 'person' && stance === 'forbid' ? t('by_person_forbid', { name }) : t(`by_${source}`, { name });
  };
}
