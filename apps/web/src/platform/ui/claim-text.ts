import type { ClaimView } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';

/** Who claims a tag, as people read it: «规则「高价值」», «王晓手动添加». */
export function useClaimText(): (claim: Pick<ClaimView, 'source' | 'sourceName' | 'stance'>) => string {
  const { t } = useTranslation('ui');
  return ({ source, sourceName, stance }) =>
    source === 'person' && stance === 'forbid'
      ? t('by_person_forbid', { name: sourceName })
      : t(`by_${source}`, { name: sourceName });
}
