import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/platform/api';
import styles from './publishing.module.css';

/** The golden customers that stop publishing, each with what was expected and what came out. */
export function GoldenFailure({ flowId, error }: { flowId: string; error: unknown }) {
  const { t } = useTranslation('flowEditor');
  if (!(error instanceof ApiError) || error.code !== 'golden_failed') return null;
  return (
    <div className={styles.note} data-testid="golden-failure">
      <ul>
        {error.issues.map(({ path, message }) => (
          <li key={path}>{message}</li>
        ))}
      </ul>
      <Link to="/flows/$id/golden" params={{ id: flowId }}>
        {t('publish.toGolden')}
      </Link>
    </div>
  );
}
