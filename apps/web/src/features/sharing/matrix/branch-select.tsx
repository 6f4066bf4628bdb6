import { TAG_CATEGORIES, type TagCategory, type TagGroup } from '@tagloom/contracts';
import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

interface BranchSelectProps {
  groups: readonly TagGroup[];
  value: string | undefined;
  onChange: (branch: string | undefined) => void;
}
interface Option {
  value: string;
  title: string;
  children: Option[];
}

/** A category or a group of tags; nothing chosen is all of them. */
export function BranchSelect({ groups, value, onChange }: BranchSelectProps) {
  const { t } = useTranslation(['sharing', 'common']);
  const { localized } = useFormat();
  const inside = (category: TagCategory, parentId: string | null): Option[] =>
    groups
      .filter((group) => group.category === category && group.parentId === parentId)
      .map(({ id, name }) => ({ value: id, title: localized(name), children: inside(category, id) }));
  return (
    <TreeSelect<string | undefined>
      style={{ width: 168 }}
      allowClear
      treeDefaultExpandAll
      placeholder={t('branches')}
      aria-label={t('branches')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeData={TAG_CATEGORIES.map((category) => ({
        value: category,
        title: t(`common:category_${category}`),
        children: inside(category, null),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
