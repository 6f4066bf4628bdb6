import type { FlowBlock } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

/** Why a rule rests, in a sentence that names the tags which its reader may know. */
export function useBlockText(): (block: FlowBlock) => string {
  const { t } = useTranslation(['ui', 'levels']);
  const format = useFormat();
  return ({ tags }) => {
    const hidden = tags.filter(({ name }) => name === null).length;
    const named = tags.flatMap(({ name, needed }) =>
      name === null ? [] : [t('ui:block_tag', { name: format.localized(name), level: t(`levels:level_${needed}`) })],
    );
    const unnamed = hidden > 0 ? [t('ui:block_hidden', { count: hidden })] : [];
    return t('ui:block_text', { tags: [...named, ...unnamed].join(t('ui:block_and')) });
  };
}
