import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useActorName } from '@/platform/ui/use-actor-name';
import { endsSoon, type Column, type MatrixModel, type MatrixRow } from './matrix-model';

export interface CellAt {
  row: MatrixRow;
  column: Column;
}

/** Everything behind a cell in words: the level, where it comes from, by whom, what for, until when. */
export function useCellText(shares: MatrixModel['shares']): (at: CellAt) => string[] {
  const { t } = useTranslation(['sharing', 'levels']);
  const format = useFormat();
  const actorName = useActorName();
  return ({ row, column }) => {
    const cell = row.cells.get(column.id);
    const tag = format.localized(row.tag.name);
    if (!cell) return [t('detail', { department: column.name, tag, level: t('not_shown') })];
    const level = cell.from === 'owner' ? t('owner_cell') : t(`levels:level_${cell.level}`);
    const words = [t('detail', { department: column.name, tag, level })];
    if (cell.from === 'owner') return [...words, t('from_owner')];
    if (cell.from === 'default')
      return [...words, t(row.tag.scope === 'enterprise' ? 'from_default_enterprise' : 'from_default_department')];
    const share = cell.shareId === null ? undefined : shares.get(cell.shareId);
    if (share && cell.from === 'group') words.push(t('from_group', { name: format.localized(share.name) }));
    if (share && share.departmentId !== column.id) words.push(t('from_parent', { name: share.departmentName }));
    if (share) {
      words.push(t('from_share', { by: actorName(share.grantedBy), at: format.day(share.grantedAt) }));
      words.push(t('for_purpose', { purpose: share.purpose }));
    }
    if (cell.until === null) return [...words, t('until_none')];
    const day = format.day(cell.until);
    return [...words, endsSoon(cell.until, Date.now()) ? t('ends_soon', { day }) : t('until_day', { day })];
  };
}
