import type { Delivery } from '@tagloom/contracts';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import page from '@/platform/ui/page.module.css';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import { useValueText } from '@/platform/ui/use-value-text';
import styles from './deliveries.module.css';

/** What came back, in a line; the whole receipt on demand. */
export function ReceiptText({ delivery: { receipt, error } }: { delivery: Delivery }) {
  const { t } = useTranslation('deliveries');
  const line = useReceiptLine();
  const errorText = useOutboundError();
  return (
    <>
      {error && <div className={styles.error}>{errorText(error)}</div>}
      {receipt && (
        <span className={styles.receipt}>
          {line(receipt)}{' '}
          <Popover trigger="click" content={<pre className={styles.json}>{JSON.stringify(receipt, null, 2)}</pre>}>
            <Button className={styles.whole ?? ''} type="link" size="small">
              {t('whole')}
            </Button>
          </Popover>
        </span>
      )}
      {!error && !receipt && <span className={page.note}>{t('no_receipt')}</span>}
    </>
  );
}

const BECAUSE = ['held', 'open', 'declined'];

function useReceiptLine(): (receipt: Record<string, unknown>) => string {
  const { t } = useTranslation(['deliveries', 'common']);
  const valueText = useValueText();
  return (receipt) => {
    if (typeof receipt.because === 'string' && BECAUSE.includes(receipt.because))
      return t(`because_${receipt.because}`);
    if ('after' in receipt)
      return t('changed', {
        before: valueText(receipt.before) || t('common:none'),
        after: valueText(receipt.after) || t('common:none'),
      });
    if (typeof receipt.status === 'number') return t('answered', { status: receipt.status });
    return '';
  };
}
