import { TAG_CATEGORIES, type TagCategory, type TagGroup } from '@tagloom/contracts';
import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { treeOf, type GroupNode } from './group-tree';

/** Directly under the category: a select has no null. */
export const TOP = '';

interface GroupSelectProps {
  groups: readonly TagGroup[];
  category: TagCategory | undefined;
  /** What stands for being in no group. */
  top: string;
  /** Those that cannot be chosen. */
  refused?: ReadonlySet<string>;
  /** Given by the form around it. */
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** A group of one category, or none. */
export function GroupSelect({ groups, category, top, refused, ...field }: GroupSelectProps) {
  const { t } = useTranslation('common');
  const { localized } = useFormat();
  const optionOf = ({ group, below }: GroupNode): object => ({
    value: group.id,
    title: localized(group.name),
    disabled: refused?.has(group.id) ?? false,
    children: below.map(optionOf),
  });
  const options = TAG_CATEGORIES.filter((known) => category === undefined || known === category).flatMap((known) => {
    const below = treeOf(groups, known).map(optionOf);
    if (category !== undefined || below.length === 0) return below;
    return [{ value: known, title: t(`category_${known}`), selectable: false, children: below }];
  });
  return (
    <TreeSelect<string>
      {...field}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeData={[{ value: TOP, title: top }, ...options]}
    />
  );
}
