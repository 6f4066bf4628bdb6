import type { ErrorIssue } from '@tagloom/contracts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/platform/api';
import { ErrorNotice } from '@/platform/ui/error-notice';

/** Every refused place with its reason, as the server names them. */
export function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation('flows');
  if (!(error instanceof ApiError) || error.issues.length === 0)
    return <ErrorNotice error={error} title={t('import_refused')} />;
  return (
    <Alert
      type="error"
      showIcon
      title={t('import_refused')}
      description={
        <ul>
          {error.issues.map((issue) => (
            <li key={`${issue.path}:${issue.message}`}>{lineOf(issue)}</li>
          ))}
        </ul>
      }
    />
  );
}

const lineOf = ({ path, message }: ErrorIssue): string =>
  path === '' || message.includes(path) ? message : `${path} · ${message}`;
