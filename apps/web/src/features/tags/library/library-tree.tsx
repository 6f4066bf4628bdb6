import type { TagGroup } from '@tagloom/contracts';
import { Tree, type TreeDataNode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import type { GroupNode } from './group-tree';
import type { Library } from './library-model';
import styles from './library.module.css';

/** Stands for the whole library. */
const ROOT = 'all';

interface LibraryTreeProps {
  library: Library;
  groups: readonly TagGroup[];
  total: number;
  branch: string | undefined;
  onChoose: (branch: string | undefined) => void;
}

/** Categories and the groups in them, with how many tags are inside. */
export function LibraryTree({ library, groups, total, branch, onChoose }: LibraryTreeProps) {
  const { t } = useTranslation(['tags', 'common']);
  const format = useFormat();
  // the closed ones, so that whatever is new is open
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const titleOf = (name: string, count: number) => (
    <span className={styles.branch}>
      <span className={styles.branchName}>{name}</span>
      <span className={page.note}>{format.number(count)}</span>
    </span>
  );
  const nodeOf = ({ group, below }: GroupNode): TreeDataNode => ({
    key: group.id,
    title: titleOf(format.localized(group.name), library.counts.get(group.id) ?? 0),
    children: below.map(nodeOf),
  });
  const categories = library.categories.map(({ category, groups: inside }) => ({
    key: category,
    title: titleOf(t(`common:category_${category}`), library.counts.get(category) ?? 0),
    children: inside.map(nodeOf),
  }));
  const data: TreeDataNode[] = [{ key: ROOT, title: titleOf(t('all_tags'), total) }, ...categories];
  const keys = [...categories.map(({ key }) => key as string), ...groups.map(({ id }) => id)];
  return (
    <nav className={styles.tree} aria-label={t('tree')} data-testid="tag-tree">
      <Tree
        blockNode
        treeData={data}
        expandedKeys={keys.filter((key) => !collapsed.has(key))}
        onExpand={(_, { node, expanded }) => {
          const next = new Set(collapsed);
          if (expanded) next.delete(String(node.key));
          else next.add(String(node.key));
          setCollapsed(next);
        }}
        selectedKeys={[branch ?? ROOT]}
        onSelect={(_, { node }) => onChoose(node.key === ROOT ? undefined : String(node.key))}
      />
    </nav>
  );
}
