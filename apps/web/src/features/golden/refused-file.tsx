import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError, useErrorText } from '@/platform/api';

const REASONS = [
  'not_a_table',
  'old_format',
  'damaged',
  'unpacks_too_large',
  'too_many_rows',
  'too_many_columns',
  'too_long',
] as const;

/** Why a file could not be read at all, and what to do. */
export function RefusedFile({ error }: { error: unknown }) {
  const { t } = useTranslation('golden');
  const errorText = useErrorText();
  const reason = error instanceof ApiError ? REASONS.find((known) => known === error.params?.reason) : undefined;
  return (
    <Alert
      type="error"
      showIcon
      title={t('read_failed')}
      description={reason ? t(`refused_${reason}`) : errorText(error)}
      data-testid="golden-refused"
    />
  );
}
