import { useTranslation } from 'react-i18next';
import styles from './deliveries.module.css';
import { useReceiptWords, type Receipt } from './use-receipt-words';

/** A receipt field by field; as it was stored on demand. */
export function ReceiptDetails({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('deliveries');
  const { fields } = useReceiptWords();
  return (
    <div className={styles.details} data-testid="receipt-details">
      <dl className={styles.fields}>
        {fields(receipt).map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className={styles.raw}>
        <summary>{t('raw')}</summary>
        <pre className={styles.json}>{JSON.stringify(receipt, null, 2)}</pre>
      </details>
    </div>
  );
}
