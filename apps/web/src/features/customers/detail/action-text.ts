import type { FlowNode } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';

/** What an action of a rule would do, in a few words: «add “VIP”». */
export function useActionText(): (node: FlowNode | undefined) => string {
  const { t } = useTranslation('customers');
  const { localized } = useFormat();
  const catalog = useCatalog();
  return (node) => {
    if (node?.kind !== 'action') return t('act_effect');
    if (!('tag' in node.data)) return t('act_effect');
    const { tag: key, action } = node.data;
    const tag = catalog.tags.find((known) => known.key === key);
    return t(`act_${action}`, { name: tag ? localized(tag.name) : key });
  };
}
