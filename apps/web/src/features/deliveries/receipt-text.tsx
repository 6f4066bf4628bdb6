import type { Delivery } from '@tagloom/contracts';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import page from '@/platform/ui/page.module.css';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import styles from './deliveries.module.css';
import { ReceiptDetails } from './receipt-details';
import { useReceiptWords } from './use-receipt-words';

/** What came back, in a line; all of it on demand. */
export function ReceiptText({ delivery: { receipt, error } }: { delivery: Pick<Delivery, 'receipt' | 'error'> }) {
  const { t } = useTranslation('deliveries');
  const { line } = useReceiptWords();
  const errorText = useOutboundError();
  return (
    <>
      {error && <div className={styles.error}>{errorText(error)}</div>}
      {receipt && (
        <span className={styles.receipt}>
          {line(receipt)}{' '}
          <Popover trigger="click" content={<ReceiptDetails receipt={receipt} />}>
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
