import type { FlowBlock } from '@tagloom/contracts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useBlockText } from '@/platform/shared/use-block-text';

/** Above a rule that is asked nothing for now: why, since when, and what happens to what it gave. */
export function FlowBlockAlert({ block, banner }: { block: FlowBlock; banner?: boolean }) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const text = useBlockText();
  return (
    <Alert
      type="warning"
      showIcon
      banner={banner}
      title={block.since === null ? t('blocked') : t('blocked_since', { when: format.dateTime(block.since) })}
      description={text(block)}
      data-testid="flow-blocked"
    />
  );
}
