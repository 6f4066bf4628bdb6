import type { Catalog, FlowNode } from '@tagloom/contracts';
import { describe, OPERATORS } from '@tagloom/rule-engine';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { variantOf } from './registry';

/** What to call a node where there is room for a line: a condition's or action's own words, else its kind. */
export function useNodeName(catalog: Catalog): (node: FlowNode) => string {
  const { t } = useTranslation('flowEditor');
  const { locale, localized } = useFormat();
  return useCallback(
    (node) => {
      const label = t(`node.${variantOf(node)}.label`);
      if (node.kind === 'condition' && OPERATORS.has(node.data.operator)) return describe(node.data, locale, catalog);
      if (node.kind === 'score') return `${label} ${node.data.threshold}%`;
      if (node.kind !== 'action' || !('tag' in node.data)) return label;
      const { tag: key } = node.data;
      const tag = catalog.tags.find((known) => known.key === key);
      return tag ? `${label} · ${localized(tag.name)}` : label;
    },
    [t, locale, localized, catalog],
  );
}
