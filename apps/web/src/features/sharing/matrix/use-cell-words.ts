import { SHARE_LEVELS, type ShareLevel } from '@tagloom/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

/** What cells say. Found once for the whole matrix: a translation asked for in each of thousands of cells takes seconds. */
export interface CellWords {
  level: Readonly<Record<ShareLevel, string>>;
  owner: string;
  /** Below the owner, with the same right. */
  below: string;
  notShown: string;
  until: (instant: string, isSoon: boolean) => string;
}

export function useCellWords(): CellWords {
  const { t } = useTranslation(['sharing', 'levels']);
  const format = useFormat();
  return useMemo(
    () => ({
      level: Object.fromEntries(SHARE_LEVELS.map((level) => [level, t(`levels:level_${level}`)])) as CellWords['level'],
      owner: t('owner_cell'),
      below: t('below_owner_cell'),
      notShown: t('not_shown'),
      until: (instant, isSoon) => t(isSoon ? 'ends_soon' : 'until_day', { day: format.day(instant) }),
    }),
    [t, format],
  );
}
