import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { includesLevel } from './levels';
import { useAsk, type AskedTag } from './use-ask';

/** Beside the level of a tag: the way to more of it, for those who may ask and lack something. */
export function AskLink({ tag }: { tag: AskedTag }) {
  const { t } = useTranslation('levels');
  const { localized } = useFormat();
  const ask = useAsk();
  if (!ask || includesLevel(tag.level, 'assign')) return null;
  return (
    <Button
      type="link"
      size="small"
      aria-label={t('ask_for', { name: localized(tag.name) })}
      onClick={() => ask(tag, 'read')}
    >
      {t('ask')}
    </Button>
  );
}
