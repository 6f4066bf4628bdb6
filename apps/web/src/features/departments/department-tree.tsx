import type { Department, UserSummary } from '@tagloom/contracts';
import { Tree, type TreeDataNode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import styles from './departments.module.css';
import { membersOf, treeOf, type DepartmentNode } from './tree';

/** Stands for the whole organisation, which is no department. */
const ROOT = 'organisation';

interface DepartmentTreeProps {
  departments: readonly Department[];
  /** Absent for those who may not see people. */
  people: readonly UserSummary[] | undefined;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

export function DepartmentTree({ departments, people, chosen, onChoose }: DepartmentTreeProps) {
  const { t } = useTranslation('departments');
  const format = useFormat();
  // the closed ones, so that whatever is new is open
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const titleOf = (name: string, id: string | null) => {
    const count = people && membersOf(people, id).length;
    return (
      <span className={styles.row}>
        {name}
        {count !== undefined && count > 0 && (
          <span className={page.note}>{t('people', { count, number: format.number(count) })}</span>
        )}
      </span>
    );
  };
  const nodeOf = ({ department: { id, name }, below }: DepartmentNode): TreeDataNode => ({
    key: id,
    title: titleOf(name, id),
    children: below.map(nodeOf),
  });
  const root = { key: ROOT, title: titleOf(t('organisation'), null), children: treeOf(departments).map(nodeOf) };
  return (
    <nav className={page.card} aria-label={t('tree')} data-testid="department-tree">
      <Tree
        blockNode
        expandedKeys={[ROOT, ...departments.map(({ id }) => id)].filter((id) => !collapsed.has(id))}
        onExpand={(_, { node, expanded }) => {
          const next = new Set(collapsed);
          if (expanded) next.delete(String(node.key));
          else next.add(String(node.key));
          setCollapsed(next);
        }}
        treeData={[root]}
        selectedKeys={[chosen ?? ROOT]}
        onSelect={(_, { node }) => onChoose(node.key === ROOT ? null : String(node.key))}
      />
    </nav>
  );
}
