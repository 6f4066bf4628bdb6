import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/platform/api';

export interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}

/** What went wrong, and a way to try again. */
export function ErrorNotice({ error, onRetry, title }: ErrorNoticeProps) {
  const { t } = useTranslation(['ui', 'common']);
  const errorText = useErrorText();
  return (
    <Alert
      type="error"
      showIcon
      title={title ?? t('error_title')}
      description={errorText(error)}
      action={onRetry && <Button onClick={onRetry}>{t('common:retry')}</Button>}
    />
  );
}
